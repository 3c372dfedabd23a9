import { calendarDay, leave, site } from '../records/calendar.ts'
import { fxRate } from '../records/fxRate.ts'
import { member } from '../records/member.ts'
import { membership, team } from '../records/team.ts'
import { ratePhases } from '../rules/ratePhases.ts'

/** The record types of the organisation. Nothing of them counts in the ledger, so they have no entries. */
export const Member = { declaration: member }
export const Team = { declaration: team }
export const Membership = { declaration: membership }
export const Site = { declaration: site }
export const CalendarDay = { declaration: calendarDay }
export const Leave = { declaration: leave }
export const FxRate = { declaration: fxRate, phasesOf: ratePhases }
