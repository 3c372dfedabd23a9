import { sql } from 'kysely'
import { currencyDigits } from '#ledger/rules/currency.ts'
import { businessDay } from '#ledger/rules/day.ts'
import { Conflict } from '#ledger/rules/fault.ts'
import type { FiscalCalendar } from '#ledger/rules/fiscalYear.ts'
import { moneyToJson } from '#ledger/rules/money.ts'
import type { Period } from '#ledger/rules/period.ts'
import { evaluate } from '#ledger/server/evaluate.ts'
import { valueJson } from '#ledger/server/figures.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import type { Asker } from '#ledger/server/question.ts'
import { hasEntries, redrawDays, timedSubjects } from '#ledger/server/redrawDays.ts'
import { noteAudit, type Write } from '#ledger/server/write.ts'
import type { Db } from '#platform/db/connections.ts'
import { command, type Handled, query } from '#platform/http/handled.ts'
import { org } from '../contract.ts'
import { type Basis, basisFields, isSameBasis, movedPeriods } from '../rules/basis.ts'
import { type Org, orgSettings, todayIn } from '../settings.ts'
import type { BasisChange, PeriodJson, RestatementJson } from '../shapes.ts'

/** What practices keep under the names of periods: it keeps its days and gets the names that these then have. */
export interface NamedByPeriod {
  readonly renamed: (
    db: Db,
    orgId: string,
    after: FiscalCalendar,
  ) => Promise<{ readonly all: number; readonly renamed: readonly Renamed[] }>
  readonly rename: (write: Write, after: FiscalCalendar) => Promise<void>
}
type Renamed = RestatementJson['targets']['periods'][number]
const shownMost = 20

/** Name and language at any time; the currency while nothing counts; clock, year and week after looking at what that restates. */
export function changeOrgRoutes(named: NamedByPeriod, metrics: Metrics): Handled[] {
  return [
    query(org.organisation.restatement, async ({ app, db, actor, scope, input }) => {
      const before = await orgSettings(db, actor.orgId)
      return restatementOf({ db, actor, scope, org: before }, app.clock.now(), input, { named, metrics })
    }),
    command(org.organisation.change, async ({ write, actor, input }) => {
      const before = write.org
      const { seen = false, ...asked } = input
      const after = { ...before, ...asked }
      if (after.currency !== before.currency) await requireOpenCurrency(write, after.currency, named)
      const moves = !isSameBasis(before, after)
      if (moves) {
        requireZone(write.now, after)
        if (!seen && (await counts(write.tx, before, named))) throw new Conflict('org.restates', { field: 'seen' })
      }
      await sql`update org set name = ${after.name}, locale = ${after.locale}, currency = ${after.currency},
        time_zone = ${after.timeZone}, fiscal_start_month = ${after.fiscalStartMonth}, fiscal_naming = ${after.fiscalNaming},
        week_start = ${after.weekStart}, period_pattern = ${after.pattern}, year_anchor = ${after.yearAnchor}
        where id = ${actor.orgId}::uuid`.execute(write.tx)
      if (moves) await named.rename(write, after)
      if (after.timeZone !== before.timeZone) await redrawDays(write, after.timeZone)
      noteAudit(write, {
        type: 'org',
        recordId: actor.orgId,
        action: 'update',
        concerns: null,
        before: shownOf(before),
        after: shownOf(after),
      })
      return { id: actor.orgId }
    }),
  ]
}

const shownOf = (one: Org | (Org & BasisChange)) =>
  Object.fromEntries((['name', 'locale', 'currency', ...basisFields] as const).map((name) => [name, one[name]]))

/** Every amount that counts was converted into it. Throws Faults `org.currency_fixed` (409), `money.currency_unknown`. */
async function requireOpenCurrency(write: Write, currency: string, named: NamedByPeriod): Promise<void> {
  currencyDigits(currency)
  if (await counts(write.tx, write.org, named))
    throw new Conflict('org.currency_fixed', { field: 'currency', value: currency, currency: write.org.currency })
}

async function counts(db: Db, { id }: Org, { renamed }: NamedByPeriod): Promise<boolean> {
  return (await hasEntries(db, id)) || (await renamed(db, id, await orgSettings(db, id))).all > 0
}

/** Throws Fault `time.zone_unknown`. */
const requireZone = (now: Temporal.Instant, { timeZone }: Basis) => businessDay(now, timeZone)

async function restatementOf(
  asker: Asker,
  now: Temporal.Instant,
  input: BasisChange,
  { named, metrics }: { readonly named: NamedByPeriod; readonly metrics: Metrics },
): Promise<RestatementJson> {
  const { db, org: before } = asker
  const after: Org = { ...before, ...input }
  requireZone(now, after)
  const [today, then] = [todayIn(before, now), todayIn(after, now)]
  const moved = movedPeriods({ basis: before, today }, { basis: after, today: then })
  const { all, renamed } = await named.renamed(db, before.id, after)
  const booked = (one: Period) => bookedIn(asker, one, metrics)
  return {
    today: { before: today.toString(), after: then.toString() },
    periods: await Promise.all(
      moved.map(async (one) => ({ ...one, before: await booked(one.before), after: await booked(one.after) })),
    ),
    targets: {
      all,
      renamed: renamed.reduce((sum, one) => sum + one.count, 0),
      periods: renamed.slice(0, shownMost),
    },
    timed: await timedSubjects(db, before.id, after.timeZone),
    counts: all > 0 || (await hasEntries(db, before.id)),
  }
}

async function bookedIn(asker: Asker, { key, from, to }: Period, metrics: Metrics): Promise<PeriodJson> {
  const metric = metrics.of('revenue_booked')
  const { total } = await evaluate(asker, {
    metric,
    by: 'none',
    from,
    to,
    periodAsked: true,
    asOf: null,
    asOfSeq: null,
    where: {},
  })
  const value = valueJson(metric.unit, total.value, asker.org.currency)
  const nothing = moneyToJson({ amount: 0n, currency: asker.org.currency })
  return {
    key,
    from: from.toString(),
    to: to.toString(),
    booked: typeof value === 'string' ? null : (value ?? nothing),
  }
}
