import { businessDay } from '#ledger/rules/day.ts'
import { Fault } from '#ledger/rules/fault.ts'
import type { FiscalCalendar } from '#ledger/rules/fiscalYear.ts'
import type { Db } from '#platform/db/connections.ts'

/** What an organisation has set: its clock, its money and its year. */
export interface Org extends FiscalCalendar {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  readonly locale: string
  /** A sample organisation, entered by those who made it or by anybody; null for a real one. */
  readonly sample: 'own' | 'open' | null
}

export async function orgSettings(db: Db, orgId: string): Promise<Org> {
  const row = await db.selectFrom('org').selectAll().where('id', '=', orgId).executeTakeFirst()
  if (!row) throw new Fault('record.not_found', { value: orgId })
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    currency: row.currency,
    timeZone: row.time_zone,
    locale: row.locale,
    sample: row.sample === 'own' || row.sample === 'open' ? row.sample : null,
    fiscalStartMonth: row.fiscal_start_month,
    fiscalNaming: row.fiscal_naming === 'starts' ? 'starts' : 'ends',
    weekStart: row.week_start,
    pattern: patterns.find((one) => one === row.period_pattern) ?? 'months',
    yearAnchor: row.year_anchor === 'last' ? 'last' : 'nearest',
  }
}
const patterns = ['months', '4-4-5', '4-5-4', '5-4-4'] as const

export const todayIn = (org: Pick<Org, 'timeZone'>, now: Temporal.Instant) => businessDay(now, org.timeZone)
