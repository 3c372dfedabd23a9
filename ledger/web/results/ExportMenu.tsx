import { useLocale, useTranslations } from 'use-intl'
import type { FigureJson, MetricJson, ValuesInput, ValuesJson } from '#ledger/contract.ts'
import type { Period } from '#ledger/rules/period.ts'
import { MenuButton } from '#web/parts/MenuButton.tsx'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { copyText } from '../copyText.ts'
import { useReachText } from '../useReach.ts'
import { type Cells, tabText } from './csv.ts'
import { type Grouping, useResultsView } from './resultsView.ts'
import { type NamedRow, shownRows, usualOrder } from './rowOrder.ts'
import type { ComparedRows } from './useComparison.ts'
import { type Asked, inputFor } from './useResults.ts'

export interface ExportProps {
  readonly asked: Asked
  readonly compared: ComparedRows | null
  readonly values: ValuesJson | undefined
  readonly rows: readonly NamedRow[]
  readonly metric: MetricJson | undefined
  readonly by: Grouping
  readonly period: Period
}

/** What is shown, as a file or for pasting: the same rows in the same order, with all digits. */
export function ExportMenu({ asked: question, compared, values, rows, metric, by, period }: ExportProps) {
  const t = useTranslations('ledger.results')
  const locale = useLocale()
  const [view] = useResultsView()
  const reach = useReachText()
  const asked = {
    sort: view.sort ?? usualOrder(by),
    search: view.search ?? '',
    nonzero: view.nonzero === 'true',
    locale,
  }
  const cells = (): Cells => {
    if (!values) return []
    const heads = [
      t(`by.${by}`),
      metric?.name ?? values.metric,
      t('unitHead'),
      t('low'),
      t('high'),
      t('casesHead'),
      t('entries'),
    ]
    return [
      heads,
      ...shownRows(rows, asked).map(({ row, name }) => line(name, row, row.entries)),
      line(t('total'), values.total, values.total.entries),
      ...(reach === null ? [] : [heads.map((_, i) => (i === 0 ? reach : ''))]),
    ]
  }
  const copy = async () => {
    if (await copyText(tabText(cells()))) notify(t('copied'))
    else notifyWrong(t('notCopied'))
  }
  const download = (format: 'csv' | 'xlsx') =>
    location.assign(exportAddress(inputFor(question.metric, by, period, view), compared, { format, language: locale }))
  return (
    <MenuButton
      disabled={!values}
      entries={[
        { key: 'xlsx', text: t('exportXlsx'), onSelect: () => download('xlsx') },
        { key: 'csv', text: t('exportCsv'), onSelect: () => download('csv') },
        { key: 'copy', text: t('copyRows'), onSelect: () => void copy() },
        { key: 'print', text: t('print'), onSelect: () => window.setTimeout(() => window.print()) },
      ]}
    >
      {t('export')}
    </MenuButton>
  )
}

function line(name: string, { value, unit, cases }: FigureJson, entries: number): string[] {
  const [amount, of] =
    value === null || typeof value === 'string' ? [value ?? '', unit] : [value.amount, value.currency]
  return [name, amount, of, cases?.low ?? '', cases?.high ?? '', cases?.cases ?? '', String(entries)]
}

/** A file is fetched by its address: the browser's own download, as of lists. */
export function exportAddress(
  { key, where, ...input }: ValuesInput,
  compared: ComparedRows | null,
  more: { readonly format: string; readonly language: string },
): string {
  const search = new URLSearchParams({ ...input, ...more })
  for (const [by, value] of Object.entries(where ?? {})) search.set(`where[${by}]`, value)
  if (compared) {
    const { from, to, asOf } = compared.days
    search.set('thenFrom', from)
    search.set('thenTo', to)
    if (asOf !== null) search.set('thenAsOf', asOf)
  }
  return `/api/v1/metrics/${encodeURIComponent(key)}/export?${search}`
}
