import { sql } from 'kysely'
import type { Entry } from '#ledger/rules/entry.ts'
import { Fault } from '#ledger/rules/fault.ts'
import type { Change, RecordType } from '#ledger/server/recordType.ts'
import { saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import type { Db } from '#platform/db/connections.ts'
import { type AnyDeclaration, type Declaration, type RecordOf, snake } from '#platform/record/record.ts'
import { recordOfRow, valuesIn } from '#platform/record/wire.ts'
import type { ImportRow } from '../rules/importRow.ts'
import { nameKey } from '../rules/importRow.ts'
import type { RecordIndex } from './recordIndex.ts'

/** What a chunk of rows changes in the records of one type, kept together until all of it is saved in a few statements. */
export interface Changes<D extends Declaration> {
  add(before: RecordOf<D> | null, after: RecordOf<D>): void
  save(write: Write): Promise<void>
  /** What no longer stands in the ledger, and what comes to stand. */
  entries(): { readonly gone: readonly Entry[]; readonly come: readonly Entry[] }
}

export function changesOf<D extends Declaration>(type: RecordType<D>): Changes<D> {
  const changes: Change<RecordOf<D>>[] = []
  return {
    add: (before, after) => changes.push({ before, after }),
    save: async (write) => {
      if (changes.length > 0) await saveAll(write, type, changes)
    },
    entries() {
      const of = (record: RecordOf<D> | null) => (record === null ? [] : (type.entriesOf?.(record) ?? []))
      return { gone: changes.flatMap(({ before }) => of(before)), come: changes.flatMap(({ after }) => of(after)) }
    },
  }
}

/** A record as it goes back to what it was: null is "it was not there". */
export interface Restored {
  readonly id: string
  readonly before: { readonly [field: string]: unknown } | null
}

/** A type whose records an import may write, so that an undo can take them back. */
export interface Written {
  readonly declaration: AnyDeclaration
  /** Answers the version of each record after it. */
  restore(write: Write, records: readonly Restored[]): Promise<ReadonlyMap<string, number>>
}

export function written<D extends Declaration>(type: RecordType<D>): Written {
  const { declaration } = type
  return {
    declaration,
    async restore(write, records) {
      const wanted = new Map(records.map((one) => [one.id, one.before]))
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(snake(declaration.type))}
        where org_id = ${write.actor.orgId}::uuid and id = any(${[...wanted.keys()]}::uuid[]) order by id for update`.execute(
        write.tx,
      )
      const changes = rows.map((row) => {
        const now = recordOfRow(declaration, row)
        const before = wanted.get(now.id) ?? null
        const after =
          before === null
            ? { ...now, deletedAt: now.deletedAt ?? write.now }
            : { ...now, ...valuesIn(declaration, before), deletedAt: null }
        return { before: now, after }
      })
      // what goes makes room first for what comes back
      const [gone, back] = [changes.filter(isGone), changes.filter((one) => !isGone(one))]
      const saved = [...(await saveAll(write, type, gone)), ...(await saveAll(write, type, back))]
      return new Map(saved.map((record) => [record.id, record.version]))
    },
  }
}

const isGone = ({ after }: { readonly after: { readonly deletedAt: unknown } }) => after.deletedAt !== null

/** How the rows of a file find the records that they are about. */
export interface Matching {
  /** Fields of the import, the first of which must say something. */
  readonly key: readonly string[]
  /** Field of the import → field of the record, where they are called otherwise. */
  readonly into: { readonly [field: string]: string }
  readonly index: RecordIndex | undefined
  readonly lock: boolean
}

/** What a row says under its key; null where the first part of it is empty. */
export function keyOfRow(row: ImportRow, key: readonly string[]): string | null {
  const parts = key.map((field) => keyPart(field, row.values[field]))
  return parts[0] === '' ? null : parts.join('\u0001')
}
export function keyOfRecord(record: object, { key, into }: Pick<Matching, 'key' | 'into'>): string {
  return key.map((field) => keyPart(field, Reflect.get(record, into[field] ?? field))).join('\u0001')
}

/** Names and addresses are the same in any case; codes and external ids are not. */
function keyPart(field: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = String(value)
  return field === 'name' || field === 'email' ? nameKey(text) : text
}

const CASTS: Readonly<Partial<Record<string, string>>> = { day: 'date', instant: 'timestamptz', relation: 'uuid' }

/** The records that the rows may be about, by key; several under one key are for the caller to refuse. */
export async function recordsOfRows<D extends Declaration>(
  db: Db,
  orgId: string,
  declaration: D,
  rows: readonly ImportRow[],
  matching: Matching,
): Promise<Map<string, RecordOf<D>[]>> {
  const found = new Map<string, RecordOf<D>[]>()
  const [first = 'name'] = matching.key
  const values = [...new Set(rows.flatMap((row) => askedValue(row.values[first])))]
  if (values.length === 0) return found
  const table = sql.table(snake(declaration.type))
  const lock = matching.lock ? sql`order by id for update` : sql``
  const result = await sql<Record<string, unknown>>`select * from ${table}
    where org_id = ${orgId}::uuid and deleted_at is null and ${whereOf(declaration, first, values, matching)} ${lock}`.execute(
    db,
  )
  for (const row of result.rows) {
    const record = recordOfRow(declaration, row)
    const key = keyOfRecord(record, matching)
    const same = found.get(key)
    if (same === undefined) found.set(key, [record])
    else same.push(record)
  }
  return found
}

/** Keys of records that were merged into others: a row under one is about what lives on in another record. */
export async function mergedKeys(
  db: Db,
  orgId: string,
  declaration: AnyDeclaration,
  rows: readonly ImportRow[],
  matching: Pick<Matching, 'key' | 'into'>,
): Promise<ReadonlySet<string>> {
  const [first] = matching.key
  if (first === undefined || declaration.kept['mergedInto'] === undefined) return new Set()
  const values = [...new Set(rows.flatMap((row) => askedValue(row.values[first]).map((one) => one.toLowerCase())))]
  const column = sql.ref(snake(matching.into[first] ?? first))
  const { rows: found } = await sql<Record<string, unknown>>`select * from ${sql.table(snake(declaration.type))}
    where org_id = ${orgId}::uuid and merged_into is not null and lower(${column}::text) = any(${values}::text[])`.execute(
    db,
  )
  return new Set(found.map((row) => keyOfRecord(recordOfRow(declaration, row), matching)))
}

function askedValue(value: unknown): string[] {
  return value === null || value === undefined ? [] : [String(value)]
}

function whereOf(declaration: AnyDeclaration, field: string, values: readonly string[], { into, index }: Matching) {
  const name = into[field] ?? field
  if (name === declaration.title && index?.complete) {
    return sql`id = any(${values.flatMap((value) => index.idsNamed(value))}::uuid[])`
  }
  const column = sql.ref(snake(name))
  if (field === 'email') return sql`lower(${column}) = any(${values.map((value) => value.toLowerCase())}::text[])`
  const cast = CASTS[declaration.fields[name]?.kind ?? declaration.kept[name]?.kind ?? ''] ?? 'text'
  return sql`${column} = any(${values}::${sql.raw(cast)}[])`
}

/** The one record of a key; null where there is none. Throws Fault `import.key_ambiguous`. */
export function onlyOne<R>(found: readonly R[] | undefined, key: string): R | null {
  const [only = null, second] = found ?? []
  if (second !== undefined)
    throw new Fault('import.key_ambiguous', { value: key.replaceAll('\u0001', ' · '), count: found?.length ?? 0 })
  return only
}
