import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import type { MetricJson, ValuesInput, ValuesJson } from '#ledger/contract.ts'
import type { Days } from '#ledger/rules/fiscalYear.ts'
import type { Period } from '#ledger/rules/period.ts'
import { api } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import { dayText } from '#web/parts/dates.ts'
import { type Grouping, groupings, type ResultsView, useResultsView } from './resultsView.ts'
import type { NamedRow } from './rowOrder.ts'
import { periodOfView } from './viewPeriod.ts'

const metricUsual = 'revenue_booked'

/** What the address asks for, with the usual where it is silent. */
export interface Asked {
  readonly metric: string
  readonly by: Grouping
  readonly period: Period
  readonly today: Temporal.PlainDate
  /** Whether it is known what the metric can be grouped by: what cannot be answered is not asked. */
  readonly ready: boolean
}

export function useAsked(): Asked {
  const [view] = useResultsView()
  const { org, today: day } = useMe()
  const today = Temporal.PlainDate.from(day)
  const metric = view.metric ?? metricUsual
  const possible = useMetrics().find(({ key }) => key === metric)?.groupings ?? groupings
  const wished = view.by ?? 'member'
  const { isPending } = useQuery(metricsQuery())
  return {
    metric,
    by: possible.includes(wished) ? wished : (possible[0] ?? wished),
    period: periodOfView(view, org, today),
    today,
    ready: !isPending || (metric === metricUsual && wished !== 'kind'),
  }
}

/** The question as the API is asked it. */
export function inputFor(metric: string, by: string, { from, to }: Days, view: ResultsView): ValuesInput {
  const { asOf, knownOn, where } = view
  return {
    key: metric,
    by,
    from: from.toString(),
    to: to.toString(),
    ...(asOf === undefined ? {} : { asOf }),
    ...(knownOn === undefined ? {} : { knownOn }),
    ...(where === undefined ? {} : { where }),
  }
}

export function valuesQuery(input: ValuesInput) {
  return api.ledger.metrics.values.queryOptions({ input })
}

/** Values that stay on the screen while others are on their way, so that nothing jumps. */
export function useValues(input: ValuesInput, enabled = true) {
  return useQuery({ ...valuesQuery(input), placeholderData: keepPreviousData, enabled })
}

/** A metric with what it can be grouped by. */
export interface ResultMetric extends MetricJson {
  readonly groupings: readonly Grouping[]
}
type Grouped = MetricJson & { readonly by?: readonly string[] }

const metricsQuery = () => ({ ...api.ledger.metrics.list.queryOptions({ input: {} }), staleTime: 60 * 60_000 })

export function useMetrics(): readonly ResultMetric[] {
  const { data } = useQuery(metricsQuery())
  const text = useMetricText()
  return (data?.items ?? []).map((one) => ({
    ...one,
    name: text(one.key, 'name', one.name),
    says: text(one.key, 'says', one.says),
    groupings: groupingsOf(one),
  }))
}

/** All but the kinds of entry where a metric names none. */
function groupingsOf({ by }: Grouped): readonly Grouping[] {
  return groupings.filter((one) => (by === undefined ? one !== 'kind' : by.includes(one)))
}

/** What metrics and their inputs are called, in the language of the screen; the server's word where we have none. */
export function useMetricText(): (key: string, part: 'name' | 'says', fallback: string) => string {
  const t = useTranslations('metric')
  return (key, part, fallback) => (t.has(`${key}.${part}`) ? t(`${key}.${part}`) : fallback)
}

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/** The rows with the names that the reader sees: months in words, nobody in particular, what may not be seen. */
export function useNamedRows(values: ValuesJson | undefined): readonly NamedRow[] {
  const t = useTranslations()
  const locale = useLocale()
  if (!values) return []
  return values.rows.map((row) => {
    if (row.key === null) return { row, name: t(`metric.nobody.${values.by}`) }
    if (values.by === 'kind' && t.has(`kind.${row.key}`)) return { row, name: t(`kind.${row.key}`) }
    if (values.by === 'month') return { row, name: dayText(`${row.key}-01`, locale, 'month') }
    return { row, name: uuid.test(row.name) ? t('ledger.results.unseen') : row.name }
  })
}
