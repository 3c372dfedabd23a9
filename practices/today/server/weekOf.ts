import { isBefore } from '#ledger/rules/fiscalYear.ts'
import { periodContaining } from '#ledger/rules/period.ts'
import { evaluate, type MetricQuestion } from '#ledger/server/evaluate.ts'
import { figuresOf } from '#ledger/server/figures.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import type { Asker } from '#ledger/server/question.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import type { TodayJson } from '../contract.ts'

const counted = ['contacts_total', 'meetings_held', 'deals_created', 'deals_won'] as const

/** What one did since the week began, each figure with what it is made of. */
export async function weekOf(
  secret: string,
  asker: Asker,
  metrics: Metrics,
  memberId: string,
): Promise<TodayJson['week']> {
  const today = Temporal.PlainDate.from(asker.actor.today)
  const week = periodContaining(today, 'week', asker.org)
  const to = isBefore(today, week.to) ? today : week.to
  const figures: TodayJson['week'][number][] = []
  for (const metric of counted) {
    const question: MetricQuestion = {
      metric: metrics.of(metric),
      by: 'none',
      from: week.from,
      to,
      periodAsked: true,
      asOf: null,
      asOfSeq: null,
      where: { member: memberId },
    }
    const { total, asOfSeq } = await evaluate(asker, question)
    const figure = figuresOf(secret, asker, question, asOfSeq)(total, question.where, null)
    figures.push({ metric, name: say(localeOf(asker.actor.locale), `metric.${metric}.name`), figure })
  }
  return figures
}
