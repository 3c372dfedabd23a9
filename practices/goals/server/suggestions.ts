import { type Period, periodContaining, periodOf } from '#ledger/rules/period.ts'
import { type Rational, roundDiv } from '#ledger/rules/rounding.ts'
import { evaluate } from '#ledger/server/evaluate.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import { type Asker, inSnapshot } from '#ledger/server/question.ts'
import type { App } from '#platform/config/context.ts'
import type { Call } from '#platform/http/handled.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import type { SuggestionJson, SuggestionsInput, SuggestionsJson } from '../contract/check.ts'
import { figureUnits, unitsJson, unitsOf, wholeUnits } from '../rules/amount.ts'
import { amountText, askedOf, pastPeriods, requireReach, whereOf } from './checkDraft.ts'
import { type TargetMetric, targetMetric } from './checkTarget.ts'

/** Nobody is asked for a part of a call. */
const wholeCount = 1_000_000n

/** Targets to begin with: the last comparable period that is over as it was and a fifth more, and 30 new customers. */
export function suggestionsFor(
  app: App,
  call: Omit<Call<SuggestionsInput>, 'app'>,
  metrics: Metrics,
): Promise<SuggestionsJson> {
  const { db, actor, scope, input } = call
  return inSnapshot(db, async (snapshot) => {
    const org = await orgSettings(snapshot, actor.orgId)
    const asker: Asker = { db: snapshot, actor, scope, org }
    const of = { memberId: input.memberId ?? null, teamId: input.memberId ? null : (input.teamId ?? null) }
    await requireReach(asker, of.memberId)
    const today = todayIn(org, app.clock.now())
    const next = periodContaining(periodContaining(today, 'quarter', org).to.add({ days: 1 }), 'quarter', org)
    const period = input.period === undefined ? next : periodOf(input.period, org)
    const locale = localeOf(actor.locale)
    const shared = (metric: string) => ({
      metric,
      metricName: say(locale, `metric.${metric}.name`),
      ...of,
      period: period.key,
      from: period.from.toString(),
      to: period.to.toString(),
    })
    const [last] = pastPeriods(period, today, asker, 1)
    const chosen = targetMetric(metrics, input.metric ?? 'revenue_booked', org)
    const where = whereOf(of)
    const { value } = last
      ? (await evaluate(asker, { ...askedOf(chosen.source, 'none', last), where })).total
      : { value: null }
    const before = value === null || value.n <= 0n ? null : { value, units: wholeUnits(value, chosen.measure) }
    const carriedOn = (
      key: 'asBefore' | 'fifthMore',
      period: Period,
      units: bigint,
      amount: bigint,
    ): SuggestionJson => ({
      key,
      says: say(locale, `goals.suggestion.${key}`, { period: period.key, value: amountText(units, chosen.measure) }),
      ...shared(chosen.source.key),
      amount: unitsJson(amount, chosen.measure),
      basedOn: { period: period.key, value: unitsJson(units, chosen.measure) },
    })
    const items: SuggestionJson[] = []
    if (last && before !== null) {
      items.push(carriedOn('asBefore', last, before.units, before.units))
      const more = fifthMore(chosen, before.value)
      if (more !== null) items.push(carriedOn('fifthMore', last, before.units, more))
    }
    const { measure } = targetMetric(metrics, 'new_logos', org)
    items.push({
      key: 'thirtyNew',
      says: say(locale, 'goals.suggestion.thirtyNew'),
      ...shared('new_logos'),
      amount: unitsJson(unitsOf('30', measure), measure),
      basedOn: null,
    })
    return { items }
  })
}

/** Of what grows; a rate of 60 % is not to become one of 72 %. */
function fifthMore({ source, better, measure }: TargetMetric, value: Rational): bigint | null {
  if (!source.cumulative || better === 'lower') return null
  const exact = figureUnits(value, measure)
  const step = measure.unit === 'count' ? wholeCount : 1n
  return roundDiv(exact.n * 6n, exact.d * 5n * step) * step
}
