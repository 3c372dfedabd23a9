import { type RawBuilder, sql } from 'kysely'
import { rowsIn, scopeOf } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import { type Call, type Handled, query } from '#platform/http/handled.ts'
import { bare, type MatchResult, matcher } from '#platform/import/rules/nearMiss.ts'
import { type AnyDeclaration, snake } from '#platform/record/record.ts'
import { idsLike } from '#platform/search/grams.ts'
import { type AlikeInput, type AlikeJson, type AlikesJson, alikeReasons, crm } from '../contract.ts'
import { account } from '../records/account.ts'
import { contact } from '../records/contact.ts'
import { deal } from '../records/deal.ts'

// What somebody who creates a customer or a person should look at first. It names only what they may see, and a record
// that they may not see is not hinted at either.

type Reason = AlikeJson['by'][number]
interface Found {
  readonly id: string
  readonly name: string
  readonly by: readonly Reason[]
}

export const alikes: readonly Handled[] = [
  query(crm.accounts.alike, (call) => alikeIn(call, account, ['domain', 'phone'])),
  query(crm.contacts.alike, (call) => alikeIn(call, contact, ['email', 'phone'])),
]

const shownMax = 5
/** So many names are compared closely. */
const comparedMax = 500

async function alikeIn(
  { db, actor, scope, input }: Call<AlikeInput>,
  declaration: AnyDeclaration,
  keys: readonly ('domain' | 'email' | 'phone')[],
): Promise<AlikesJson> {
  const seen = sql`org_id = ${actor.orgId}::uuid and deleted_at is null and ${rowsIn(actor, scope, declaration.owner)}`
  const found = new Map<string, Found>()
  const add = (reason: Reason, rows: readonly Named[]) => {
    for (const { id, name } of rows) found.set(id, { id, name, by: [...(found.get(id)?.by ?? []), reason] })
  }
  for (const key of keys) {
    const typed = input[key]?.trim()
    if (typed) add(key, await sameBy(db, declaration, seen, key, typed))
  }
  if (input.name?.trim()) add('name', await sameByName(db, actor, declaration, seen, input.name.trim()))
  const shown = [...found.values()].toSorted((a, b) => b.by.length - a.by.length).slice(0, shownMax)
  return { items: await described(db, actor, declaration, shown) }
}

interface Named {
  readonly id: string
  readonly name: string
}

async function sameBy(
  db: Db,
  declaration: AnyDeclaration,
  seen: RawBuilder<unknown>,
  key: 'domain' | 'email' | 'phone',
  typed: string,
): Promise<Named[]> {
  const { rows } = await sql<Named>`select id, name from ${sql.table(snake(declaration.type))}
    where ${seen} and ${sql.ref(`${key}_alike`)} = ${sql.raw(`alike_${key}`)}(${typed}) order by id limit ${shownMax}`.execute(
    db,
  )
  return rows
}

/** By the name without its legal form, also with a slip of the pen, as an import looks for a customer. */
async function sameByName(
  db: Db,
  actor: Actor,
  declaration: AnyDeclaration,
  seen: RawBuilder<unknown>,
  typed: string,
): Promise<readonly Named[]> {
  const ids = await idsLike(db, actor.orgId, declaration.type, bare(typed), comparedMax)
  if (ids.length === 0) return []
  const { rows } = await sql<Named>`select id, name from ${sql.table(snake(declaration.type))}
    where ${seen} and id = any(${ids}::uuid[]) order by id`.execute(db)
  const asWritten = matcher(rows)(typed)
  // a slip of the pen shows once the legal forms are away
  const match =
    asWritten.found === 'none'
      ? matcher(rows.map(({ id, name }) => ({ id, name: bare(name) })))(bare(typed))
      : asWritten
  return namedBy(match).map(({ id }) => ({ id, name: rows.find((row) => row.id === id)?.name ?? '' }))
}

function namedBy(match: MatchResult): readonly Named[] {
  if (match.found === 'none') return []
  if (match.found === 'exact') return [match]
  return match.found === 'ambiguous' ? match.among : [match, ...match.others]
}

async function described(
  db: Db,
  actor: Actor,
  declaration: AnyDeclaration,
  found: readonly Found[],
): Promise<AlikeJson[]> {
  if (found.length === 0) return []
  const dealScope = scopeOf(actor, deal.may['read'] ?? {})
  const of = declaration === account ? sql`d.account_id` : sql`d.contact_id`
  const company =
    declaration === account
      ? sql`null::text`
      : sql`(select a.name from account a
    where a.org_id = r.org_id and a.id = r.account_id)`
  const { rows } = await sql<{ id: string; owner: string | null; company: string | null; deals: bigint | null }>`
    select r.id, m.name as owner, ${company} as company,
      ${
        dealScope === null
          ? sql`null::bigint`
          : sql`(select count(*) from deal d where d.org_id = r.org_id and ${of} = r.id and d.deleted_at is null
              and ${rowsIn(actor, dealScope, deal.owner, 'd')})`
      } as deals
    from ${sql.table(snake(declaration.type))} r left join member m on m.org_id = r.org_id and m.id = r.owner_id
    where r.org_id = ${actor.orgId}::uuid and r.id = any(${found.map(({ id }) => id)}::uuid[])`.execute(db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.map(({ id, name, by }) => {
    const row = byId.get(id)
    return {
      id,
      name,
      by: alikeReasons.filter((reason) => by.includes(reason)),
      ownerName: row?.owner ?? null,
      accountName: row?.company ?? null,
      deals: row?.deals === null || row?.deals === undefined ? null : Number(row.deals),
    }
  })
}
