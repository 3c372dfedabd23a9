import { samePlaceLastYear } from '#ledger/rules/period.ts'
import { inHalves, workingDaysOf } from '#ledger/rules/workCalendar.ts'
import { evaluate } from '#ledger/server/evaluate.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import { type Asker, inSnapshot } from '#ledger/server/question.ts'
import type { Call } from '#platform/http/handled.ts'
import { plainMember, workingMembers } from '#platform/org/server/workingDays.ts'
import { orgSettings } from '#platform/org/settings.ts'
import type { QuotaGridInput, QuotaWeightsJson } from '../contract/quotas.ts'
import { wholeUnits } from '../rules/amount.ts'
import { type TargetMetric, targetMetric } from './checkTarget.ts'
import { quotaPeople } from './quotaPeople.ts'
import { dayWithin, type QuotaYear, quotaYear } from './quotaYear.ts'

/** By what a target is split: what each month of last year brought, and how many days are worked in each of this. */
export function quotaWeights({ db, actor, scope, input }: Call<QuotaGridInput>, metrics: Metrics) {
  return inSnapshot(db, async (snapshot): Promise<QuotaWeightsJson> => {
    const org = await orgSettings(snapshot, actor.orgId)
    const metric = targetMetric(metrics, input.metric, org)
    const year = quotaYear(input.year, org)
    const on = dayWithin(year, Temporal.PlainDate.from(actor.today))
    const asked = { db: snapshot, actor, scope, metric: input.metric, measure: metric.measure, year, on }
    const ids = (await quotaPeople(asked)).filter(({ seen }) => seen).map(({ id }) => id)
    const brought = await lastYear({ db: snapshot, actor, scope, org }, metric, year)
    const working = await workingMembers(snapshot, actor.orgId, ids)
    return {
      members: ids.map((id) => ({
        id,
        lastYear: brought.map((month) => String(month.get(id) ?? 0n)),
        halfDays: year.months.map(({ from, to }) =>
          String(inHalves(workingDaysOf(working.get(id) ?? plainMember, from, to))),
        ),
      })),
    }
  })
}

/** Of each month, by member; what is absent or below 0 weighs nothing. A figure that is not told by person has none. */
async function lastYear(asker: Asker, { source, measure }: TargetMetric, year: QuotaYear) {
  const months: Map<string | null, bigint>[] = []
  for (const month of year.months) {
    if (source.by !== undefined && !source.by.includes('member')) {
      months.push(new Map())
      continue
    }
    const { from, to } = samePlaceLastYear(month, asker.org)
    const question = { metric: source, from, to, periodAsked: true, asOf: null, asOfSeq: null, where: {} }
    const { rows } = await evaluate(asker, { ...question, by: 'member' })
    months.push(
      new Map(
        rows.map(({ key, value }) => {
          const units = value === null ? 0n : wholeUnits(value, measure)
          return [key, units < 0n ? 0n : units]
        }),
      ),
    )
  }
  return months
}
