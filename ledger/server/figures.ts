import { type Input, type Unit, unitOf, valueText } from '#ledger/rules/metric.ts'
import { type MoneyJson, moneyToJson } from '#ledger/rules/money.ts'
import type { Rational } from '#ledger/rules/rounding.ts'
import { WHOLE } from '#ledger/rules/share.ts'
import { base } from '#platform/http/mount.ts'
import type { FigureJson } from '../contract.ts'
import type { Figure, MetricQuestion } from './evaluate.ts'
import { explainToken } from './explainLink.ts'
import { type Asker, outcomeDay, type Question } from './question.ts'

/** A figure on the wire: its value with the link that opens it. `where` narrows the question to the row that it stands in. */
export type ToFigure = (
  figure: Pick<Figure, 'value' | 'cases'>,
  where: Question['where'],
  name: string | null,
) => FigureJson

/** Makes the figures of an answer travel; whoever shows a figure makes its link here. */
export function figuresOf(secret: string, asker: Asker, question: MetricQuestion, asOfSeq: bigint): ToFigure {
  const { metric } = question
  // The link opens what was shown, also on a later day.
  const shown = metric.own ? { ...question, asOf: outcomeDay(asker, question) } : question
  return (figure, where, name) => ({
    value: valueJson(metric.unit, figure.value, asker.org.currency),
    unit: metric.unit,
    asOfSeq: asOfSeq.toString(),
    explain: `${base}/explanations/${explainToken(secret, asker.actor.orgId, { ...shown, where }, asOfSeq, name)}`,
    ...(figure.cases ? { cases: figure.cases } : {}),
  })
}

export function valueJson(unit: Unit, value: Rational | null, currency: string): string | MoneyJson | null {
  if (value === null) return null
  const text = valueText(unit, value)
  if (unit !== 'money' && unit !== 'moneyPerDay') return text
  return moneyToJson({ amount: BigInt(text), currency })
}

export function inputFigure(input: Input, value: Rational | null, currency: string): string | MoneyJson | null {
  // Days of entries are kept in millionths, for they are shared like the deal.
  const inMillionths = input.from === 'entries' && input.measure === 'q2'
  return valueJson(unitOf(input), inMillionths && value ? { n: value.n, d: value.d * WHOLE } : value, currency)
}
