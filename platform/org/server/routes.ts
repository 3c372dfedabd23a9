import { Fault } from '#ledger/rules/fault.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import { type AnyRecordType, anyType } from '#ledger/server/recordType.ts'
import { save } from '#ledger/server/save.ts'
import { command, type Handled, query } from '#platform/http/handled.ts'
import { forUpdate, requireVersion } from '#platform/record/server/find.ts'
import { handlersOf } from '#platform/record/server/handlers.ts'
import type { Types } from '#platform/record/server/names.ts'
import { wireOf } from '#platform/record/wire.ts'
import { org } from '../contract.ts'
import { member } from '../records/member.ts'
import { changeOrgRoutes, type NamedByPeriod } from './changeOrg.ts'
import { memberWays } from './memberWays.ts'
import { drawLines, moveMember } from './moveMember.ts'
import { requireMembers } from './requireMembers.ts'
import { CalendarDay, FxRate, Leave, Member, Membership, Site, Team } from './types.ts'
import { workingDays } from './workingDays.ts'

export const orgTypes: readonly AnyRecordType[] = [
  anyType(Member),
  anyType(Team),
  anyType(Membership),
  anyType(Site),
  anyType(CalendarDay),
  anyType(Leave),
  anyType(FxRate),
]

const move = command(org.members.move, async ({ write, actor, input, ifMatch }) => {
  const moved = await forUpdate(write.tx, actor, member, input.id, 'move')
  requireVersion(moved, ifMatch)
  if (input.managerId === input.id) throw new Fault('org.own_manager', { field: 'managerId', value: input.managerId })
  await moveMember(write, {
    memberId: moved.id,
    teamId: input.teamId,
    managerId: input.managerId,
    ...(input.siteId === undefined ? {} : { siteId: input.siteId }),
    from: input.from ? Temporal.PlainDate.from(input.from) : null,
  })
  await drawLines(write)
  return wireOf(member, moved)
})

/** Ends employment and access; open deals and customers go to the successor. The member and all credit stay. */
export function orgRoutes(types: Types, handOver: HandOver, named: NamedByPeriod, metrics: Metrics): Handled[] {
  const deactivate = command(org.members.deactivate, async ({ write, actor, input, ifMatch }) => {
    const leaving = await forUpdate(write.tx, actor, member, input.id, 'deactivate')
    requireVersion(leaving, ifMatch)
    if (leaving.role === 'owner') throw new Fault('org.owner_stays', { field: 'id', value: leaving.id })
    if (input.successorId === input.id)
      throw new Fault('org.own_successor', { field: 'successorId', value: input.successorId })
    if (input.successorId !== null) await requireMembers(write, 'successorId', [input.successorId])
    const on = Temporal.PlainDate.from(input.on)
    const gone = await save(write, Member, leaving, {
      ...leaving,
      deactivatedOn: on,
      employedTo: on.subtract({ days: 1 }),
    })
    if (input.successorId !== null) await handOver(write, input.id, input.successorId)
    return wireOf(member, gone)
  })
  return [
    ...handlersOf(org.members, Member, types, memberWays),
    query(org.members.workingDays, workingDays),
    move,
    deactivate,
    ...handlersOf(org.teams, Team, types),
    ...handlersOf(org.memberships, Membership, types),
    ...handlersOf(org.sites, Site, types),
    ...handlersOf(org.calendarDays, CalendarDay, types),
    ...handlersOf(org.leaves, Leave, types),
    ...handlersOf(org.fxRates, FxRate, types),
    ...changeOrgRoutes(named, metrics),
  ]
}
/** What practices do when somebody leaves: open records go to the successor. */
export type HandOver = (write: Parameters<typeof moveMember>[0], from: string, to: string) => Promise<void>
