import { z } from 'zod'
import { action, resource, route } from '#platform/record/resource.ts'
import { dayText, id } from '#platform/record/schemas.ts'
import { calendarDay, leave, site } from './records/calendar.ts'
import { fxRate } from './records/fxRate.ts'
import { everybody, member } from './records/member.ts'
import { membership, team } from './records/team.ts'
import {
  type BasisChange,
  basisChange,
  type OrgChange,
  orgChange,
  type RestatementJson,
  restatement,
} from './shapes.ts'

export type { BasisChange, PeriodJson, RestatementJson } from './shapes.ts'

export interface Moving {
  readonly teamId: string | null
  readonly managerId: string | null
  /** Without one, the site stays as it is. */
  readonly siteId?: string | null
  /** The first day; without one, from ever. */
  readonly from?: string | null
}
const moving = (): z.ZodType<Moving & { id: string }, Moving & { id: string }> =>
  z.strictObject({
    id,
    teamId: id.nullable(),
    managerId: id.nullable(),
    siteId: id.nullable().optional(),
    from: dayText.nullable().optional(),
  })

export interface Deactivating {
  /** The first day on which the member no longer works here. */
  readonly on: string
  /** Who takes the open records over from that day. */
  readonly successorId: string | null
}
const deactivating = (): z.ZodType<Deactivating & { id: string }, Deactivating & { id: string }> =>
  z.strictObject({ id, on: dayText, successorId: id.nullable() })

const { delete: _, restore: __, ...members } = resource(member)
const memberships = resource(membership)

export interface WorkingDaysInput {
  readonly id: string
  readonly from: string
  readonly to: string
}
export interface WorkingDaysJson {
  /** By the calendars alone: what quotas use. */
  readonly workingDays: string
  /** Less the leave: what pace uses. Null for those who may not see the leave. */
  readonly presentDays: string | null
}

/** The routes of the organisation: people, teams, calendars, rates. A member is deactivated, never deleted. */
export const org = {
  members: {
    ...members,
    workingDays: route<WorkingDaysInput, WorkingDaysJson>({
      method: 'GET',
      path: '/members/{id}/working-days',
      tag: 'members',
      summary: 'The working days of a member between two days, by the calendars in force and the leave taken',
      meta: { may: everybody, writes: false, type: 'member', action: 'read', scope: 'members:read' },
      input: () => z.strictObject({ id, from: dayText, to: dayText }),
      output: () => z.object({ workingDays: z.string(), presentDays: z.string().nullable() }),
    }),
    move: action(member, 'move', moving),
    deactivate: action(member, 'deactivate', deactivating),
  },
  teams: resource(team),
  memberships: { list: memberships.list, export: memberships.export, get: memberships.get },
  sites: resource(site),
  calendarDays: resource(calendarDay),
  leaves: resource(leave),
  fxRates: resource(fxRate),
  organisation: {
    change: route<OrgChange, { readonly id: string }>({
      method: 'PATCH',
      path: '/organisation',
      tag: 'organisation',
      summary: 'Change name, language, currency, time zone, year and week of the organisation',
      meta: { may: {}, writes: true, type: 'org', action: 'update', scope: 'organisation:write' },
      input: orgChange,
      output: () => z.object({ id }),
    }),
    restatement: route<BasisChange, RestatementJson>({
      method: 'POST',
      path: '/organisation/restatement',
      tag: 'organisation',
      summary: 'What another time zone, year or week would restate',
      meta: { may: {}, writes: false, type: 'org', action: 'update', scope: 'organisation:write' },
      input: basisChange,
      output: restatement,
    }),
  },
}
