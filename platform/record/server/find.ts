import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { requireMay, rowsIn, scopeOf } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import { type Declaration, type RecordOf, type Scope, snake, type WireOf } from '../record.ts'
import { recordOfRow, wireOfRow } from '../wire.ts'

type Row = Readonly<Record<string, unknown>>

/**
 * One record, if the actor may do `action` with it. Hidden and absent answer alike: Fault `record.not_found` (404).
 */
export async function findWire<D extends Declaration>(
  db: Db,
  actor: Actor,
  declaration: D,
  id: string,
  scope: Scope,
): Promise<WireOf<D>> {
  const row = await rowOf(db, actor, declaration, id, scope, false)
  if (!row) throw notFound(declaration, id)
  return wireOfRow(declaration, row)
}

/**
 * The same with the row locked until the transaction ends, within the rows that `action` reaches. Who may see it, but not
 * do this with it, is told so: Fault `access.record_out_of_reach` (403).
 */
export async function forUpdate<D extends Declaration>(
  db: Db,
  actor: Actor,
  declaration: D,
  id: string,
  action: string,
): Promise<RecordOf<D>> {
  const row = await rowOf(db, actor, declaration, id, requireMay(actor, declaration, action), true)
  if (!row) throw await outOfReach(db, actor, declaration, id, action)
  return recordOfRow(declaration, row)
}

async function outOfReach(db: Db, actor: Actor, declaration: Declaration, id: string, action: string): Promise<Fault> {
  const seen = scopeOf(actor, declaration.may['read'] ?? {})
  const row = seen === null ? undefined : await rowOf(db, actor, declaration, id, seen, false)
  if (!row) return notFound(declaration, id)
  return new Fault('access.record_out_of_reach', {
    field: 'id',
    value: id,
    permission: `${declaration.type}.${action}`,
  })
}

/** Locked, without asking whether the actor may see it: for records that hang on one which was checked. */
export async function lockAll<D extends Declaration>(
  db: Db,
  orgId: string,
  declaration: D,
  ids: readonly string[],
): Promise<RecordOf<D>[]> {
  const { rows } = await sql<Row>`select * from ${sql.table(snake(declaration.type))}
    where org_id = ${orgId}::uuid and id = any(${ids}::uuid[]) order by id for update`.execute(db)
  return rows.map((row) => recordOfRow(declaration, row))
}

async function rowOf(
  db: Db,
  actor: Actor,
  declaration: Declaration,
  id: string,
  scope: Scope,
  lock: boolean,
): Promise<Row | undefined> {
  const { rows } = await sql<Row>`select * from ${sql.table(snake(declaration.type))}
    where org_id = ${actor.orgId}::uuid and id = ${id}::uuid and ${rowsIn(actor, scope, declaration.owner)}
    ${lock ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

export function notFound(declaration: Declaration, id: string): Fault {
  return new Fault('record.not_found', { field: 'id', value: id, type: declaration.type })
}

/** Throws Fault `record.stale` (412) where `If-Match` names another version than the one that stands. */
export function requireVersion(record: { readonly version: number }, ifMatch: number | null): void {
  if (ifMatch !== null && ifMatch !== record.version) {
    throw new Fault('record.stale', { value: ifMatch, current: record.version })
  }
}
