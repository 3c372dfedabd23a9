import { sql } from 'kysely'
import type { About, Concern } from '#ledger/rules/concern.ts'
import type { Topic } from '#ledger/server/pending.ts'
import type { Write } from '#ledger/server/write.ts'
import { newId } from '#platform/config/context.ts'

const oneByOneMax = 3

/**
 * Writes notices in the transaction of what they tell of, and answers whom the live updates are to tell. Nobody hears of
 * their own doing, of what they chose not to hear of, or of history that is loaded from a file or by the host.
 */
export async function keepNotices(write: Write, concerns: readonly Concern[]): Promise<Topic[]> {
  const { actor, tx, now } = write
  if (actor.via === 'import') return []
  const told = firstOf(concerns).filter(({ memberId }) => memberId !== null && memberId !== actor.memberId)
  if (told.length === 0) return []
  const rows = grouped(told).map((one) => ({ ...one, id: newId() }))
  const { rows: kept } = await sql<{ id: string; member_id: string }>`
    insert into notice (org_id, id, member_id, kind, actor_id, subject_type, subject_id, records, about, at)
    select ${actor.orgId}::uuid, n.id, n.member_id, n.kind, ${actor.memberId}::uuid, n.subject_type, n.subject_id, n.records,
      n.about, ${now.toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n (id uuid, member_id uuid, kind text, subject_type text, subject_id uuid, records integer, about jsonb)
      join member m on m.org_id = ${actor.orgId}::uuid and m.id = n.member_id and not m.vacant and m.deleted_at is null
        and (m.deactivated_on is null or m.deactivated_on > ${write.today.toString()}::date)
    where not exists (select from notice_choice c where c.org_id = ${actor.orgId}::uuid and c.member_id = n.member_id
      and c.unwanted ? n.kind)
    returning id, member_id`.execute(tx)
  return kept.map(({ id, member_id }) => ({ topic: 'notice', id, version: null, ownerId: member_id }))
}

/** A record that a command saves twice is told once, by what happened to it first. */
function firstOf(concerns: readonly Concern[]): Concern[] {
  const keyOf = ({ memberId, subjectId }: Concern) => `${memberId} ${subjectId}`
  return [...Map.groupBy(concerns, keyOf).values()].flatMap(([first]) => first ?? [])
}

interface Row {
  readonly member_id: string | null
  readonly kind: string
  readonly subject_type: string
  readonly subject_id: string | null
  readonly records: number
  readonly about: About
}
/** Many records at one stroke are one notice a person: "12 deals are yours now". */
function grouped(concerns: readonly Concern[]): Row[] {
  const alike = Map.groupBy(concerns, ({ memberId, kind }) => `${memberId} ${kind}`)
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined || group.length <= oneByOneMax) return group.map((one) => rowOf(one))
    return [{ ...rowOf(first), subject_id: null, records: group.length }]
  })
}
function rowOf({ memberId, kind, subjectType, subjectId, about }: Concern): Row {
  return { member_id: memberId, kind, subject_type: subjectType, subject_id: subjectId, records: 1, about }
}
