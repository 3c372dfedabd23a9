import { china } from './cn.ts'
import type { NationalCalendar } from './nationalCalendar.ts'
import { unitedStates } from './us.ts'

/** The national calendars that come with the product. Others are typed in or imported by the organisation. */
export const nationalCalendars: readonly NationalCalendar[] = [china, unitedStates]
