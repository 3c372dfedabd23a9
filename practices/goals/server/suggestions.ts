import { periodContaining, periodOf } from '#ledger/rules/period.ts'
import { rational, roundDiv } from '#ledger/rules/rounding.ts'
import { evaluate } from '#ledger/server/evaluate.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import { type Asker, inSnapshot } from '#ledger/server/question.ts'
import type { App } from '#platform/config/context.ts'
import type { Call } from '#platform/http/handled.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import type { SuggestionJson, SuggestionsInput, SuggestionsJson } from '../contract/check.ts'
import { unitsJson, unitsOf, wholeUnits } from '../rules/amount.ts'
import { amountText, askedOf, pastPeriods, requireReach, whereOf } from './checkDraft.ts'
import { targetMetric } from './checkTarget.ts'

/** Targets to begin with: a fifth more booked than in the last comparable period that is over, and 30 new customers. */
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
    const items: SuggestionJson[] = []
    const booked = targetMetric(metrics, 'revenue_booked', org)
    const where = whereOf(of)
    const { value } = last
      ? (await evaluate(asker, { ...askedOf(booked.source, 'none', last), where })).total
      : { value: null }
    if (last && value !== null && value.n > 0n) {
      const fifthMore = rational(value.n * 6n, value.d * 5n)
      const before = wholeUnits(value, booked.measure)
      items.push({
        key: 'fifthMore',
        says: say(locale, 'goals.suggestion.fifthMore', {
          period: last.key,
          value: amountText(before, booked.measure),
        }),
        ...shared('revenue_booked'),
        amount: unitsJson(roundDiv(fifthMore.n, fifthMore.d), booked.measure),
        basedOn: { period: last.key, value: unitsJson(before, booked.measure) },
      })
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
