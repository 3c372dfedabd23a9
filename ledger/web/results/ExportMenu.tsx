import { useLocale, useTranslations } from 'use-intl'
import type { FigureJson, MetricJson, ValuesJson } from '#ledger/contract.ts'
import type { Period } from '#ledger/rules/period.ts'
import { MenuButton } from '#web/parts/MenuButton.tsx'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { copyText } from '../copyText.ts'
import { useReachText } from '../useReach.ts'
import { type Cells, csvText, tabText } from './csv.ts'
import { type Grouping, useResultsView } from './resultsView.ts'
import { type NamedRow, shownRows, usualOrder } from './rowOrder.ts'

interface Props {
  readonly values: ValuesJson | undefined
  readonly rows: readonly NamedRow[]
  readonly metric: MetricJson | undefined
  readonly by: Grouping
  readonly period: Period
}

/** What is shown, as a file or for pasting: the same rows in the same order, with all digits. */
export function ExportMenu({ values, rows, metric, by, period }: Props) {
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
  const download = () => saveFile(`${values?.metric ?? 'results'}-${by}-${period.key}.csv`, csvText(cells()))
  return (
    <MenuButton
      disabled={!values}
      entries={[
        { key: 'csv', text: t('exportCsv'), onSelect: download },
        { key: 'copy', text: t('copyRows'), onSelect: () => void copy() },
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

function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
