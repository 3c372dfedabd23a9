import { join } from 'node:path'
import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { Write } from '#ledger/server/write.ts'
import { noteAudit } from '#ledger/server/write.ts'
import { requireMay } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import type { AnyDeclaration } from '#platform/record/record.ts'
import { findWire, forUpdate } from '#platform/record/server/find.ts'
import { namesOf, type Types } from '#platform/record/server/names.ts'
import type { FileJson } from '../contract.ts'
import { isDisguised, isPicture } from '../rules/content.ts'

export interface FileRow {
  readonly id: string
  readonly record_type: string
  readonly record_id: string
  readonly name: string
  /** Text, as the database tells its large numbers. */
  readonly bytes: string
  readonly content_type: string | null
  readonly place: string
  readonly created_at: string
  readonly created_by: string
  readonly received_at: string | null
  readonly deleted_at: string | null
}
/** The record types that files are attached to, by name. */
export type Attachable = Types

const columns = sql`id, record_type, record_id, name, bytes::text as bytes, content_type, place, created_at, created_by, received_at, deleted_at`

export const fileFolder = (app: App, orgId: string) => join(app.files, orgId, 'attached')

export function attachable(types: Attachable, type: string): AnyDeclaration {
  const found = types.get(type)
  if (!found)
    throw new Fault('file.not_here', { field: 'recordType', value: type, known: [...types.keys()].join(', ') })
  return found
}

/** Throws Fault `record.not_found` where the record is absent or hidden. */
export async function requireSeen(db: Db, actor: Actor, types: Attachable, type: string, id: string): Promise<void> {
  const declaration = attachable(types, type)
  await findWire(db, actor, declaration, id, requireMay(actor, declaration, 'read'))
}

/** The record of a file that comes, goes or comes back: locked, so that it is not deleted or handed on meanwhile. */
export async function requireChanged(write: Write, types: Attachable, type: string, id: string) {
  const declaration = attachable(types, type)
  const record = await forUpdate(write.tx, write.actor, declaration, id, 'update')
  const owner: unknown = declaration.owner === null ? null : Reflect.get(record, declaration.owner)
  return { deletedAt: record.deletedAt, ownerId: typeof owner === 'string' ? owner : null }
}

export async function filesOf(
  db: Db,
  actor: Actor,
  of: { readonly recordType: string; readonly recordId: string; readonly deleted: boolean; readonly cursor?: string },
): Promise<FileRow[]> {
  const after = of.cursor === undefined ? sql`` : sql`and id < ${of.cursor}::uuid`
  const { rows } = await sql<FileRow>`select ${columns} from file where org_id = ${actor.orgId}::uuid
    and record_type = ${of.recordType} and record_id = ${of.recordId}::uuid and received_at is not null
    and deleted_at is ${of.deleted ? sql`not null` : sql`null`} ${after}
    order by id desc limit ${pageSize + 1}`.execute(db)
  return rows
}
export const pageSize = 100

/** Hidden and absent answer alike. Throws Fault `file.not_found` (404). */
export async function fileFor(db: Db, actor: Actor, types: Attachable, id: string): Promise<FileRow> {
  const { rows } = await sql<FileRow>`select ${columns} from file where org_id = ${actor.orgId}::uuid
    and id = ${id}::uuid and received_at is not null`.execute(db)
  const [row] = rows
  if (!row) throw new Fault('file.not_found', { field: 'id', value: id })
  await requireSeen(db, actor, types, row.record_type, row.record_id).catch((error: unknown) => {
    throw error instanceof Fault ? new Fault('file.not_found', { field: 'id', value: id }) : error
  })
  return row
}

/** A file that comes in, of the person who sends it and of nobody else. */
export async function uploadOf(db: Db, actor: Actor, place: string): Promise<FileRow | null> {
  const { rows } = await sql<FileRow>`select ${columns} from file where org_id = ${actor.orgId}::uuid
    and place = ${place} and created_by = ${actor.memberId}::uuid and deleted_at is null`.execute(db)
  return rows[0] ?? null
}

export async function fileJson(db: Db, actor: Actor, types: Types, rows: readonly FileRow[]): Promise<FileJson[]> {
  const members = types.get('member')
  const ids = [...new Set(rows.map((row) => row.created_by))]
  const names = members ? await namesOf(db, actor, members, ids) : {}
  return rows.map((row) => {
    const contentType = row.content_type ?? ''
    return {
      id: row.id,
      recordType: row.record_type,
      recordId: row.record_id,
      name: row.name,
      bytes: Number(row.bytes),
      contentType,
      shown: isPicture(contentType),
      disguised: isDisguised(row.name, contentType),
      createdAt: row.created_at,
      createdBy: row.created_by,
      createdByName: names[row.created_by] ?? null,
      deletedAt: row.deleted_at,
    }
  })
}

/** In the history of the record, and told to those who look at it. */
export function noteFile(
  write: Write,
  file: Pick<FileRow, 'record_type' | 'record_id' | 'name' | 'id'>,
  action: 'fileAdded' | 'fileDeleted' | 'fileRestored',
  ownerId: string | null,
): void {
  const said = { file: file.name, fileId: file.id }
  noteAudit(write, {
    type: file.record_type,
    recordId: file.record_id,
    action,
    concerns: ownerId,
    before: action === 'fileDeleted' ? said : null,
    after: action === 'fileDeleted' ? null : said,
  })
  write.pending.topics.push({ topic: file.record_type, id: file.record_id, version: null, ownerId })
}
