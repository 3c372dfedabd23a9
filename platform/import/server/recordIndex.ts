import { type Expression, type SqlBool, sql } from 'kysely'
import { requireMay, rowsIn } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import { type AnyDeclaration, snake } from '#platform/record/record.ts'
import { nameKey } from '../rules/importRow.ts'
import { type Candidate, type MatchResult, matcher } from '../rules/nearMiss.ts'
import { domainIn } from '../rules/values.ts'

/** The records of a type by name and other unique values, for an import that asks tens of thousands of times. */
export interface RecordIndex {
  /** False where there are too many to keep: then only exact names are found, once they were prefetched. */
  readonly complete: boolean
  match(value: string): MatchResult
  nameOf(id: string): string | undefined
  /** All of exactly this name. */
  idsNamed(name: string): readonly string[]
  /** A record that has come to be since. */
  add(id: string, name: string): void
  prefetch(db: Db, values: readonly string[]): Promise<void>
}

/** Within this many records near misses are looked for; beyond, each chunk of rows asks for its own. */
export const INDEXED_MAX = 200_000

export interface IndexedRecord {
  readonly id: string
  readonly name: string
  readonly keys: readonly (string | null)[]
}

/** `by` are fields beside the name: e-mail, external id, domain. Holds what the actor may read. */
export async function recordIndex(
  db: Db,
  actor: Actor,
  declaration: AnyDeclaration,
  by: readonly string[],
  max = INDEXED_MAX,
): Promise<RecordIndex> {
  const ask = rowsAsker(db, actor, declaration, by)
  const rows = await ask(sql<SqlBool>`true`, max + 1)
  return rows.length > max ? prefetchedIndex(actor, declaration, by) : wholeIndex(rows, by)
}

/** What may be read, and the names of what was merged into it. */
function rowsAsker(db: Db, actor: Actor, declaration: AnyDeclaration, by: readonly string[]) {
  const scope = requireMay(actor, declaration, 'read')
  const keys = by.filter((field) => field !== declaration.title).map((field) => sql`${sql.ref(snake(field))}::text`)
  const keyList = keys.length > 0 ? sql`array[${sql.join(keys)}]` : sql`array[]::text[]`
  const table = sql.table(snake(declaration.type))
  const org = sql`org_id = ${actor.orgId}::uuid`
  const readable = sql`${org} and deleted_at is null and ${rowsIn(actor, scope, declaration.owner)}`
  const merges = declaration.kept['mergedInto'] !== undefined
  return async (where: Expression<SqlBool>, limit: number): Promise<readonly IndexedRecord[]> => {
    const named = sql`id, ${sql.ref(snake(declaration.title))} as name, ${keyList} as keys from ${table}`
    const { rows } =
      await sql<IndexedRecord>`select ${named} where ${readable} and ${where} order by id limit ${limit}`.execute(db)
    if (!merges) return rows
    const { rows: gone } = await sql<IndexedRecord>`with recursive lead (gone, id) as (
        select id, merged_into from ${table} where ${org} and merged_into is not null
        union select lead.gone, t.merged_into from lead join ${table} t on t.id = lead.id and t.org_id = ${actor.orgId}::uuid and t.merged_into is not null)
      select lead.id, g.name, g.keys from lead join (select ${named} where ${org} and merged_into is not null and ${where}) g
        on g.id = lead.gone where lead.id in (select id from ${table} where ${readable}) limit ${limit}`.execute(db)
    return gone.length === 0 ? rows : sortedById(gone, rows)
  }
}
/** Those that lead to a record before the record itself, so that its own name is what is shown. */
function sortedById(leading: readonly IndexedRecord[], rows: readonly IndexedRecord[]): readonly IndexedRecord[] {
  const ledTo = Map.groupBy(leading, ({ id }) => id)
  const own = new Set(rows.map(({ id }) => id))
  return [...leading.filter(({ id }) => !own.has(id)), ...rows.flatMap((row) => [...(ledTo.get(row.id) ?? []), row])]
}

function candidateOf({ id, name, keys }: IndexedRecord): Candidate {
  return { id, name, keys: keys.filter((key) => key !== null) }
}

/** The same over records that the caller chose. */
export function wholeIndex(rows: readonly IndexedRecord[], by: readonly string[]): RecordIndex {
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const named = new Map<string, string[]>()
  for (const { id, name } of rows) put(named, nameKey(name), id)
  const fresh = new Map<string, string[]>()
  const match = matcher(rows.map(candidateOf))
  const hasDomains = by.includes('domain')
  return {
    complete: true,
    match(value) {
      const added = fresh.get(nameKey(value)) ?? []
      const found = withDomain(match, value, hasDomains)
      return added.length === 0 ? found : joined(found, added, names)
    },
    nameOf: (id) => names.get(id),
    idsNamed: (name) => named.get(nameKey(name)) ?? [],
    add(id, name) {
      if (names.has(id)) return
      names.set(id, name)
      put(named, nameKey(name), id)
      put(fresh, nameKey(name), id)
    },
    prefetch: async () => {},
  }
}

/** "https://www.acme.com" and "ada@acme.com" name the account whose domain is acme.com. */
function withDomain(match: (value: string) => MatchResult, value: string, hasDomains: boolean): MatchResult {
  const found = match(value)
  const domain = hasDomains && found.found !== 'exact' ? domainIn(value) : null
  if (domain === null) return found
  const byDomain = match(domain)
  return byDomain.found === 'exact' ? byDomain : found
}

function joined(found: MatchResult, added: readonly string[], names: ReadonlyMap<string, string>): MatchResult {
  const known =
    found.found === 'exact' ? [found.id] : found.found === 'ambiguous' ? found.among.map(({ id }) => id) : []
  const among = [...new Set([...known, ...added])].map((id) => ({ id, name: names.get(id) ?? '' }))
  const [only] = among
  return only !== undefined && among.length === 1 ? { found: 'exact', ...only } : { found: 'ambiguous', among }
}

/** Keeps what was asked for last, so that memory stays the same however long the file is. */
const PREFETCHED_MAX = 100_000

function prefetchedIndex(actor: Actor, declaration: AnyDeclaration, by: readonly string[]): RecordIndex {
  const names = new Map<string, string>()
  const byKey = new Map<string, string[]>()
  const idsOf = (value: string) => byKey.get(nameKey(value)) ?? []
  return {
    complete: false,
    match(value) {
      const among = [...new Set(idsOf(value))].map((id) => ({ id, name: names.get(id) ?? '' }))
      const [only] = among
      if (only === undefined) return { found: 'none' }
      return among.length === 1 ? { found: 'exact', ...only } : { found: 'ambiguous', among }
    },
    nameOf: (id) => names.get(id),
    idsNamed: (name) => idsOf(name).filter((id) => nameKey(names.get(id) ?? '') === nameKey(name)),
    add(id, name) {
      names.set(id, name)
      put(byKey, nameKey(name), id)
    },
    async prefetch(db, values) {
      if (names.size > PREFETCHED_MAX) {
        names.clear()
        byKey.clear()
      }
      const asked = [...new Set(values)].filter((value) => !byKey.has(nameKey(value)))
      if (asked.length === 0) return
      const columns = [declaration.title, ...by.filter((field) => field !== declaration.title)]
      const any = sql.join(
        columns.map((field) => sql`${sql.ref(snake(field))} = any(${asked}::text[])`),
        sql` or `,
      )
      const rows = await rowsAsker(db, actor, declaration, by)(sql<SqlBool>`(${any})`, PREFETCHED_MAX)
      for (const row of rows) {
        names.set(row.id, row.name)
        for (const key of [row.name, ...(candidateOf(row).keys ?? [])]) put(byKey, nameKey(key), row.id)
      }
    },
  }
}

function put(index: Map<string, string[]>, key: string, id: string): void {
  const known = index.get(key)
  if (known === undefined) index.set(key, [id])
  else if (!known.includes(id)) known.push(id)
}
