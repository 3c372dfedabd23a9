import { useLocale, useTranslations } from 'use-intl'
import type { MetricJson, ValuesJson } from '#ledger/contract.ts'
import { rangeOf } from '#ledger/rules/period.ts'
import { useMe } from '#web/api/session.ts'
import { dayText } from '#web/parts/dates.ts'
import { type Beside, bothRows, comparedDays } from './comparison.ts'
import { useResultsView } from './resultsView.ts'
import type { NamedRow } from './rowOrder.ts'
import { usePeriodName } from './usePeriodName.ts'
import { type Asked, inputFor, useNamedRows, useValues } from './useResults.ts'

/** What the rows stand beside, where the view compares. */
export interface ComparedRows {
  /** What the other period is called: "Q3 2026, to 24 Aug". */
  readonly name: string
  readonly total: Beside | null
  readonly besides: ReadonlyMap<string | null, Beside>
  readonly days: { readonly from: string; readonly to: string; readonly asOf: string | null }
}

/** The rows with those of the other period beside them; without a comparison they stay as they are. */
export function useComparison(
  asked: Asked,
  metric: MetricJson | undefined,
  rows: readonly NamedRow[],
): { readonly rows: readonly NamedRow[]; readonly compared: ComparedRows | null } {
  const t = useTranslations('ledger.results')
  const locale = useLocale()
  const [view] = useResultsView()
  const { org } = useMe()
  const periodName = usePeriodName()
  const asOfDay = view.asOf === undefined ? null : Temporal.PlainDate.from(view.asOf)
  const { days, asOf } = comparedDays(view.compare ?? 'last', asked.period, org, { today: asked.today, asOf: asOfDay })
  const { asOf: _, where: narrowed, ...rest } = view
  const { month: _month, ...where } = narrowed ?? {}
  // a month of this period is none of the other one
  const within = narrowed?.month === undefined ? (narrowed === undefined ? {} : { where: narrowed }) : { where }
  const other = { ...rest, ...within, ...(asOf === null ? {} : { asOf: asOf.toString() }) }
  const { data } = useValues(inputFor(asked.metric, asked.by, days, other), view.compare !== undefined && asked.ready)
  const named = useNamedRows(data)
  if (view.compare === undefined) return { rows, compared: null }
  const both = bothRows(asked.by, rows, data ? named : [], metric?.cumulative === true)
  const name = periodName(rangeOf(days.from, days.to))
  const [from, to] = [days.from.toString(), days.to.toString()]
  return {
    rows: both.rows,
    compared: {
      name: asOf === null ? name : t('compare.upTo', { name, day: dayText(asOf.toString(), locale, 'long') }),
      total: totalOf(data),
      besides: both.besides,
      days: { from, to, asOf: asOf?.toString() ?? null },
    },
  }
}

const totalOf = (data: ValuesJson | undefined): Beside | null =>
  data ? { figure: data.total, value: data.total.value } : null
