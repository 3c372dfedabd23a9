import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db } from '#platform/db/connections.ts'
import { type AnyDeclaration, fieldsOf } from '#platform/record/record.ts'

/**
 * Search by two-character grams, kept as rows with a B-tree: GIN and trigram indexes are not used under row-level
 * security. Chinese text is also found by the initials of its pinyin (云帆科技 by "yfkj").
 */
const textMax = 200

/** Lower case, full width to half, spaces and punctuation away. */
export function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')
    .slice(0, textMax)
}

export function gramsOf(text: string): string[] {
  const chars = [...folded(text)]
  if (chars.length === 1) return chars
  return [...new Set(chars.slice(1).map((char, i) => `${chars[i]}${char}`))]
}

/** Everything a text is found by: its grams, its first character, its initials in pinyin. */
function keysOf(text: string, initials: Initials): string[] {
  const keys = new Set(gramsOf(text))
  const first = [...folded(text)][0]
  if (first) keys.add(first)
  if (han.test(text)) for (const gram of gramsOf(initials(text))) keys.add(gram)
  return [...keys]
}
type Initials = (text: string) => string

/** The dictionary is large, and is loaded when the first Chinese text comes. */
async function initialsFor(changes: readonly Searched[]): Promise<Initials> {
  const isChinese = changes.some(({ before, after }) => [...before, ...after].some((text) => han.test(text)))
  if (!isChinese) return () => ''
  const { pinyin } = await import('pinyin-pro')
  return (text) => pinyin(text.slice(0, textMax), { pattern: 'first', toneType: 'none', type: 'array' }).join('')
}
const han = /\p{Script=Han}/u

/** Records in which every gram of the question occurs. */
export function searchIn(orgId: string, type: string, asked: string): Expression<SqlBool> {
  const grams = gramsOf(asked).slice(0, 12)
  if (grams.length === 0) return sql<SqlBool>`false`
  const each = grams.map(
    (gram) => sql`select record_id from gram where org_id = ${orgId}::uuid and type = ${type} and gram = ${gram}`,
  )
  // an array, for the planner guesses badly how many records a join would meet
  return sql<SqlBool>`id = any(array(${sql.join(each, sql` intersect `)}))`
}

/** Slips that two names may differ by cost a name at most so many of its grams. */
const gramsOfSlips = 4

/** The ids of records that share almost all grams of a name: what a near miss is then looked for among. The nearest first. */
export async function idsLike(db: Db, orgId: string, type: string, name: string, most: number): Promise<string[]> {
  const grams = gramsOf(name).slice(0, 40)
  if (grams.length === 0) return []
  const least = Math.max(Math.min(grams.length, 3), grams.length - gramsOfSlips)
  const { rows } = await sql<{ id: string }>`select record_id as id from gram
    where org_id = ${orgId}::uuid and type = ${type} and gram in (${sql.join(grams)})
    group by record_id having count(*) >= ${least} order by count(*) desc, record_id limit ${most}`.execute(db)
  return rows.map(({ id }) => id)
}

export const searchableOf = (declaration: AnyDeclaration) =>
  fieldsOf(declaration)
    .filter(([, field]) => field.searchable)
    .map(([name]) => name)

/** The searchable texts of a record before and after a change; nothing before it was there. */
export interface Searched {
  readonly id: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}
/** Takes away and adds the grams in which the texts differ: most changes touch none. */
export async function keepGrams(db: Db, orgId: string, type: string, changes: readonly Searched[]): Promise<void> {
  const gone: Gram[] = []
  const come: Gram[] = []
  const initials = await initialsFor(changes)
  const keysIn = (texts: readonly string[]) => new Set(texts.flatMap((text) => keysOf(text, initials)))
  for (const { id, before, after } of changes) {
    if (before.length === after.length && before.every((text, i) => text === after[i])) continue
    const [old, now] = [keysIn(before), keysIn(after)]
    for (const gram of old) if (!now.has(gram)) gone.push({ id, gram })
    for (const gram of now) if (!old.has(gram)) come.push({ id, gram })
  }
  if (gone.length > 0) {
    await sql`delete from gram using ${pairsOf(gone)} where org_id = ${orgId}::uuid and type = ${type} and gram = g and record_id = r`.execute(
      db,
    )
  }
  if (come.length === 0) return
  // in the order of the index, which takes them a quarter faster so
  come.sort((a, b) => (a.gram < b.gram ? -1 : a.gram > b.gram ? 1 : 0))
  await sql`insert into gram (org_id, type, gram, record_id) select ${orgId}::uuid, ${type}, g, r from ${pairsOf(come)}`.execute(
    db,
  )
}

/** Lines instead of arrays, whose elements would have to be quoted one by one: a gram holds no line break. */
function pairsOf(grams: readonly Gram[]) {
  const lines = grams.map(({ gram }) => gram).join('\n')
  const ids = grams.map(({ id }) => id).join('\n')
  return sql`unnest(string_to_array(${lines}, E'\\n'), string_to_array(${ids}, E'\\n')::uuid[]) as t (g, r)`
}

interface Gram {
  readonly id: string
  readonly gram: string
}
