import { Fault } from '#ledger/rules/fault.ts'
import { draft, save } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { requireMembers } from '#platform/org/server/requireMembers.ts'
import type { Ways } from '#platform/record/server/ways.ts'
import { activity } from '../records/activity.ts'
import { Activity } from './types.ts'

/** Activities are written as other records are; whoever took part is credited, so they must be our people. */
export const activityWays: Ways<typeof activity> = {
  async create(write, values) {
    await requireParticipants(write, values['participants'])
    return save(write, Activity, null, draft(activity, values))
  },
  async change(write, before, values) {
    await requireParticipants(write, values['participants'])
    return save(write, Activity, before, { ...before, ...values })
  },
}

async function requireParticipants(write: Write, given: unknown): Promise<void> {
  if (given === undefined || given === null) return
  if (!Array.isArray(given) || !given.every((id) => typeof id === 'string')) {
    throw new Fault('field.wrong_form', { field: 'participants', value: JSON.stringify(given).slice(0, 100) })
  }
  await requireMembers(write, 'participants', given)
}
