import { sql } from 'kysely'
import { moneyToJson } from '#ledger/rules/money.ts'
import { shareText } from '#ledger/rules/share.ts'
import type { AnyDeclaration } from '#platform/record/record.ts'
import { namesOf, type Types } from '#platform/record/server/names.ts'
import { type Locale, say } from '#platform/text/messages.ts'
import type { EntryJson } from '../contract.ts'
import type { EntryRow } from './entries.ts'
import { type Asker, ofEntries, type Question } from './question.ts'
import { applies, entrySource, joins, regionsOf, wheres } from './sums.ts'

export interface Evidence {
  readonly entries: readonly EntryJson[]
  readonly count: number
  readonly nextCursor: string | null
}
const pageSize = 50

/** The entries behind a figure, newest first, to the end of the list; with the names of the records that one may see. */
export async function evidence(
  asker: Asker,
  asked: Question,
  cursor: string | undefined,
  types: Types,
  locale: Locale,
): Promise<Evidence> {
  const question = ofEntries(asker, asked)
  const inputs = question.metric.inputs.filter((one) => one.from !== 'own')
  if (inputs.length === 0) return { entries: [], count: 0, nextCursor: null }
  const kinds = [...new Set(inputs.flatMap((one) => one.kinds))]
  // An entry of no account has no part in a count of accounts.
  const counted = question.metric.inputs.every((one) => one.from === 'distinct')
  const conditions = [
    ...(counted ? [sql`e.account_id is not null`] : []),
    sql`e.org_id = ${asker.actor.orgId}::uuid`,
    sql`e.kind = any(${kinds}::text[])`,
    ...wheres(asker, question, entrySource),
    sql`(${sql.join(inputs.map(applies), sql` or `)})`,
  ]
  const after = cursor ? [afterOf(cursor)] : []
  const from = sql`${entrySource.from} ${joins(asker, question, entrySource)}`
  const lead = sql`with recursive head as (select 1)${regionsOf(asker, question)}`
  const { rows } = await sql<EntryRow>`${lead} select e.* from ${from}
    where ${sql.join([...conditions, ...after], sql` and `)} order by e.occurred_on desc, e.seq desc limit ${pageSize + 1}`.execute(
    asker.db,
  )
  const all = await sql<{
    n: bigint
  }>`${lead} select count(*) as n from ${from} where ${sql.join(conditions, sql` and `)}`.execute(asker.db)
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)
  return {
    entries: await named(asker, shown, types, locale),
    count: Number(all.rows[0]?.n ?? 0n),
    nextCursor: rows.length > pageSize && last ? `${last.occurred_on}_${last.seq}` : null,
  }
}

function afterOf(cursor: string) {
  const [day = '', seq = ''] = cursor.split('_')
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d{1,18}$/.test(seq)) return sql`true`
  return sql`e.occurred_on <= ${day}::date and (e.occurred_on < ${day}::date or e.seq < ${seq}::bigint)`
}

async function named(asker: Asker, rows: readonly EntryRow[], types: Types, locale: Locale): Promise<EntryJson[]> {
  const names: Record<string, string> = {}
  const look = async (declaration: AnyDeclaration | undefined, ids: readonly (string | null)[]) => {
    const known = [...new Set(ids.filter((id) => id !== null))]
    if (declaration) Object.assign(names, await namesOf(asker.db, asker.actor, declaration, known))
  }
  for (const [type, own] of Map.groupBy(rows, (row) => row.subject_type)) {
    const ids = own.map((row) => row.subject_id)
    await look(types.get(type), ids)
  }
  const [members, accounts] = [rows.map((row) => row.member_id), rows.map((row) => row.account_id)]
  await look(types.get('member'), members)
  await look(types.get('account'), accounts)
  const nameOf = (id: string | null) => (id === null ? null : (names[id] ?? null))
  return rows.map((row) => ({
    seq: row.seq.toString(),
    kind: row.kind,
    says: say(locale, `kind.${row.kind}`),
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    memberId: row.member_id,
    memberName: nameOf(row.member_id),
    accountId: row.account_id,
    accountName: nameOf(row.account_id),
    share: shareText(row.share),
    quantity: shareText(row.quantity),
    q2: row.q2 === null ? null : shareText(row.q2),
    amount:
      row.amount === null || row.currency === null ? null : moneyToJson({ amount: row.amount, currency: row.currency }),
    amountBase:
      row.amount_base === null ? null : moneyToJson({ amount: row.amount_base, currency: asker.org.currency }),
    fxRate: row.fx_rate,
    fxOn: row.fx_on,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    subjectName: nameOf(row.subject_id),
    reverses: row.reverses?.toString() ?? null,
  }))
}
