import { Fault } from '#ledger/rules/fault.ts'
import { draft, save } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { requireMembers } from '#platform/org/server/requireMembers.ts'
import type { Ways } from '#platform/record/server/ways.ts'
import { type Activity as ActivityRecord, activity } from '../records/activity.ts'
import { requireReplyDay } from '../rules/reply.ts'
import { Activity } from './types.ts'

/** Activities are written as other records are; whoever took part is credited, so they must be our people. */
export const activityWays: Ways<typeof activity> = {
  async create(write, values) {
    await requireParticipants(write, values['participants'])
    const made = answered(write, draft(activity, values), values)
    return save(write, Activity, null, made)
  },
  async change(write, before, values) {
    await requireParticipants(write, values['participants'])
    return save(write, Activity, before, answered(write, { ...before, ...values }, values))
  },
}

/** A moment of which the day is not told is of its day in the organisation's zone. */
function answered(write: Write, after: ActivityRecord, values: Readonly<Record<string, unknown>>): ActivityRecord {
  const { repliedAt } = after
  const dayIsTold = 'repliedOn' in values || !('repliedAt' in values)
  const repliedOn = dayIsTold
    ? after.repliedOn
    : (repliedAt?.toZonedDateTimeISO(write.org.timeZone).toPlainDate() ?? null)
  const one = { ...after, repliedOn }
  if ('repliedOn' in values || 'repliedAt' in values || 'occurredOn' in values) requireReplyDay(one, write.today)
  return one
}

async function requireParticipants(write: Write, given: unknown): Promise<void> {
  if (given === undefined || given === null) return
  if (!Array.isArray(given) || !given.every((id) => typeof id === 'string')) {
    throw new Fault('field.wrong_form', { field: 'participants', value: JSON.stringify(given).slice(0, 100) })
  }
  await requireMembers(write, 'participants', given)
}
