import { type Dims, type Entry, entry } from '#ledger/rules/entry.ts'
import type { Kind } from '#ledger/rules/kinds.ts'
import { WHOLE } from '#ledger/rules/share.ts'
import type { Activity } from '../records/activity.ts'

const kindsOf: { readonly [kind in Activity['kind']]: Kind | null } = {
  call: 'call.made',
  email: 'email.sent',
  meeting: 'meeting.held',
  visit: 'visit.made',
  message: 'message.sent',
  note: null,
}

/**
 * One entry to each of our participants with share 1; a connected call counts as made and as connected; a note does not
 * count. That the customer answered a mail is an entry of its own, on the day of the answer.
 */
export function activityEntries(activity: Activity): Entry[] {
  const kind = kindsOf[activity.kind]
  if (kind === null) return []
  const contact: Dims = activity.contactId === null ? {} : { contact: activity.contactId }
  const outcome: Dims = activity.kind === 'call' && activity.outcome !== null ? { outcome: activity.outcome } : {}
  const timed = activity.kind === 'call' || activity.kind === 'meeting' || activity.kind === 'visit'
  const kinds: Kind[] = activity.kind === 'call' && activity.connected ? [kind, 'call.connected'] : [kind]
  const members = membersOf(activity)
  const replies = members.flatMap((memberId) => repliedBy(activity, memberId, contact))
  const made = members.flatMap((memberId) =>
    kinds.map((one) =>
      entry(one, activity.occurredOn, {
        memberId,
        occurredAt: activity.occurredAt,
        q2: timed && activity.minutes !== null ? BigInt(activity.minutes) * WHOLE : null,
        accountId: activity.accountId,
        dims: { ...contact, ...outcome },
      }),
    ),
  )
  return [...made, ...replies]
}

function repliedBy(activity: Activity, memberId: string | null, dims: Dims): Entry[] {
  const { kind, repliedOn, repliedAt, accountId } = activity
  if (kind !== 'email' || repliedOn === null) return []
  return [entry('email.replied', repliedOn, { memberId, occurredAt: repliedAt, accountId, dims })]
}

function membersOf(activity: Activity): (string | null)[] {
  const others = Array.isArray(activity.participants)
    ? activity.participants.filter((id) => typeof id === 'string')
    : []
  const all = [...new Set([...(activity.ownerId === null ? [] : [activity.ownerId]), ...others])]
  return all.length === 0 ? [null] : all
}
