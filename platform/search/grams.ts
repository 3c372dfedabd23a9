import { type Expression, type SqlBool, sql } from 'kysely'
import { pinyin } from 'pinyin-pro'
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
export function keysOf(text: string): string[] {
  const keys = new Set(gramsOf(text))
  const first = [...folded(text)][0]
  if (first) keys.add(first)
  if (/\p{Script=Han}/u.test(text)) for (const gram of gramsOf(initials(text))) keys.add(gram)
  return [...keys]
}
function initials(text: string): string {
  return pinyin(text.slice(0, textMax), { pattern: 'first', toneType: 'none', type: 'array' }).join('')
}

/** Records in which every gram of the question occurs. */
export function searchIn(orgId: string, type: string, asked: string): Expression<SqlBool> {
  const grams = gramsOf(asked).slice(0, 12)
  if (grams.length === 0) return sql<SqlBool>`false`
  const each = grams.map(
    (gram) => sql`select record_id from gram where org_id = ${orgId}::uuid and type = ${type} and gram = ${gram}`,
  )
  return sql<SqlBool>`id in (${sql.join(each, sql` intersect `)})`
}

export const searchableOf = (declaration: AnyDeclaration) =>
  fieldsOf(declaration)
    .filter(([, field]) => field.searchable)
    .map(([name]) => name)

interface Searched {
  readonly id: string
  readonly texts: readonly string[]
}
/** Puts the grams of records in place of those they had. */
export async function keepGrams(
  db: Db,
  orgId: string,
  type: string,
  changed: readonly Searched[],
  fresh: readonly Searched[],
): Promise<void> {
  if (changed.length) {
    await sql`delete from gram where org_id = ${orgId}::uuid and type = ${type} and record_id = any(${changed.map((one) => one.id)}::uuid[])`.execute(
      db,
    )
  }
  const ids: string[] = []
  const grams: string[] = []
  for (const one of [...changed, ...fresh]) {
    for (const gram of new Set(one.texts.flatMap(keysOf))) {
      ids.push(one.id)
      grams.push(gram)
    }
  }
  if (ids.length === 0) return
  await sql`insert into gram (org_id, type, gram, record_id) select ${orgId}::uuid, ${type}, g, r
    from unnest(${grams}::text[], ${ids}::uuid[]) as t (g, r)`.execute(db)
}
