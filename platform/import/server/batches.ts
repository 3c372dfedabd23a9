import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { Fault } from '#ledger/rules/fault.ts'
import { requireMay } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import type { AnyDeclaration } from '#platform/record/record.ts'
import {
  type BatchState,
  batchStates,
  type Forecast,
  forecastSchema,
  foundColumnSchema,
  questionSchema,
  settingsSchema,
  tallySchema,
} from '../contract.ts'
import { encodings } from '../encoding.ts'
import { delimiters } from '../rules/dialect.ts'
import type { Question } from '../rules/questions.ts'
import type { FoundColumn, ImportSettings } from '../rules/settings.ts'
import { importKinds, type ImportKind as KindName } from '../rules/synonyms.ts'
import type { Tally } from '../rules/tally.ts'
import type { ImportKind } from './importKind.ts'

/** How the file is read, and what is in it. */
export interface Found {
  readonly encoding: (typeof encodings)[number]
  readonly delimiter: (typeof delimiters)[number]
  readonly headerLine: number
  readonly columns: readonly FoundColumn[]
  /** By relation within the file, the names that its rows have, as `nameKey` makes them. */
  readonly inFile: { readonly [field: string]: readonly string[] }
  /** An earlier batch of the very same file. */
  readonly sameFileAs: string | null
}

const foundSchema: z.ZodType<Found> = z.object({
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
  headerLine: z.int(),
  columns: z.array(foundColumnSchema),
  inFile: z.record(z.string(), z.array(z.string())),
  sameFileAs: z.string().nullable(),
})
const problemSchema = z.object({ code: z.string(), message: z.string() })

/** An import as it stands. */
export interface Batch {
  readonly id: string
  readonly kind: KindName
  readonly fileName: string
  readonly fileHash: string
  readonly bytes: number
  readonly signature: string
  readonly state: BatchState
  readonly headers: readonly string[]
  readonly found: Found
  readonly settings: ImportSettings
  readonly questions: readonly Question[]
  readonly rows: number
  readonly forecast: Forecast | null
  readonly counts: Tally | null
  readonly problem: { readonly code: string; readonly message: string } | null
  readonly pass: number
  readonly committedLine: number
  readonly jobId: string | null
  readonly createdBy: string | null
  readonly createdAt: string
  readonly committedAt: string | null
  readonly undoneAt: string | null
}

type BatchRow = Awaited<ReturnType<typeof rowsOf>>[number]

function rowsOf(db: Db, orgId: string, where: { readonly ids: readonly string[] }) {
  return db
    .selectFrom('import_batch')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('id', '=', sql<string>`any(${where.ids}::uuid[])`)
    .execute()
}

export function batchOf(row: BatchRow): Batch {
  return {
    id: row.id,
    kind: z.enum(importKinds).parse(row.kind),
    fileName: row.file_name,
    fileHash: row.file_hash,
    bytes: Number(row.bytes),
    signature: row.signature,
    state: z.enum(batchStates).parse(row.state),
    headers: z.array(z.string()).parse(row.headers),
    found: foundSchema.parse(row.found),
    settings: settingsSchema.parse(row.settings),
    questions: z.array(questionSchema).parse(row.questions),
    rows: Number(row.rows),
    forecast: row.forecast === null ? null : forecastSchema.parse(row.forecast),
    counts: isEmpty(row.counts) ? null : tallySchema.parse(row.counts),
    problem: row.problem === null ? null : problemSchema.parse(row.problem),
    pass: row.pass,
    committedLine: Number(row.committed_line),
    jobId: row.job_id,
    createdBy: row.created_by,
    createdAt: row.created_at,
    committedAt: row.committed_at,
    undoneAt: row.undone_at,
  }
}
function isEmpty(json: unknown): boolean {
  return typeof json === 'object' && json !== null && Object.keys(json).length === 0
}

/** What can be imported, and all record types that there are, as main.ts registered them. */
export interface ImportKinds {
  readonly byName: ReadonlyMap<string, ImportKind>
  readonly declarations: readonly AnyDeclaration[]
}

export function importKindsOf(declarations: readonly AnyDeclaration[], kinds: readonly ImportKind[]): ImportKinds {
  return { byName: new Map(kinds.map((kind) => [kind.kind, kind])), declarations }
}

/** Throws Fault `import.kind_unknown`; `access.forbidden` where the actor may not import it. */
export function requireKind(kinds: ImportKinds, actor: Actor, name: string): ImportKind {
  const kind = kinds.byName.get(name)
  if (kind === undefined)
    throw new Fault('import.kind_unknown', { field: 'kind', value: name, known: [...kinds.byName.keys()] })
  requireMay(actor, kind.declaration, 'import')
  return kind
}

/** Hidden and absent answer alike: Fault `record.not_found`. */
export async function batchFor(db: Db, actor: Actor, kinds: ImportKinds, id: string): Promise<Batch> {
  const [row] = await rowsOf(db, actor.orgId, { ids: [id] })
  const kind = row === undefined ? undefined : kinds.byName.get(row.kind)
  if (row === undefined || kind === undefined) throw new Fault('record.not_found', { field: 'id', value: id })
  requireMay(actor, kind.declaration, 'import')
  return batchOf(row)
}

/** The same with the row locked until the transaction ends, so that two never run one batch. */
export async function lockBatch(db: Db, orgId: string, id: string): Promise<Batch> {
  const row = await db
    .selectFrom('import_batch')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Fault('record.not_found', { field: 'id', value: id })
  return batchOf(row)
}

type JsonColumn = 'found' | 'settings' | 'questions' | 'forecast' | 'counts' | 'problem'
type PlainColumn = 'state' | 'rows' | 'pass' | 'committed_line' | 'job_id' | 'committed_at' | 'undone_at'
export type BatchChange = { readonly [column in JsonColumn]?: unknown } & {
  readonly [column in PlainColumn]?: string | number | null
}

const JSON_COLUMNS: ReadonlySet<string> = new Set(['found', 'settings', 'questions', 'forecast', 'counts', 'problem'])

export async function changeBatch(
  db: Kysely<never> | Db,
  orgId: string,
  id: string,
  change: BatchChange,
): Promise<void> {
  const sets = Object.entries(change).map(([column, value]) =>
    JSON_COLUMNS.has(column) && value !== null
      ? sql`${sql.ref(column)} = ${jsonText(value)}::jsonb`
      : sql`${sql.ref(column)} = ${value}`,
  )
  await sql`update import_batch set ${sql.join(sets)} where org_id = ${orgId}::uuid and id = ${id}::uuid`.execute(db)
}

/** JSON with whole numbers of any size as text. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner))
}
