import { calendarDay, leave, site } from '#platform/org/records/calendar.ts'
import { fxRate } from '#platform/org/records/fxRate.ts'
import { member } from '#platform/org/records/member.ts'
import { membership, team } from '#platform/org/records/team.ts'
import { client } from '#web/api/client.ts'
import { source, writableSource } from '#web/api/records.ts'

export const memberSource = source(member, client.org.members, (id) => `/settings/people/${id}`)
export const membershipSource = source(membership, client.org.memberships)
export const teamSource = writableSource(team, client.org.teams)
export const siteSource = writableSource(site, client.org.sites)
export const calendarDaySource = writableSource(calendarDay, client.org.calendarDays)
export const leaveSource = writableSource(leave, client.org.leaves)
export const fxRateSource = writableSource(fxRate, client.org.fxRates)
export const orgSources = [
  memberSource,
  membershipSource,
  teamSource,
  siteSource,
  calendarDaySource,
  leaveSource,
  fxRateSource,
]
