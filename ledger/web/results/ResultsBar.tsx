import { Select } from '@mantine/core'
import { useTranslations } from 'use-intl'
import type { MetricJson } from '#ledger/contract.ts'
import { AsOfMenu } from './AsOfMenu.tsx'
import { PeriodSwitch } from './PeriodSwitch.tsx'
import style from './results.module.css'
import { comparisons, useResultsView } from './resultsView.ts'
import type { Asked } from './useResults.ts'

/** What is asked: which metric, over which period, as of when. */
export function ResultsBar({ metrics, asked }: { readonly metrics: readonly MetricJson[]; readonly asked: Asked }) {
  const t = useTranslations('ledger.results')
  const [view, show] = useResultsView()
  return (
    <div className={style.bar}>
      <Select
        className={style.metric}
        aria-label={t('metric')}
        data={metrics.map(({ key, name }) => ({ value: key, label: name }))}
        value={asked.metric}
        onChange={(metric) => metric !== null && show({ metric })}
        allowDeselect={false}
        searchable
        selectFirstOptionOnChange
        nothingFoundMessage={t('noMetric')}
        maxDropdownHeight={360}
        comboboxProps={{ transitionProps: { duration: 100 } }}
      />
      <PeriodSwitch period={asked.period} today={asked.today} />
      <Select
        className={style.compare}
        aria-label={t('compare.label')}
        data={['none', ...comparisons].map((one) => ({ value: one, label: t(`compare.${one}`) }))}
        value={view.compare ?? 'none'}
        onChange={(wished) => show({ compare: comparisons.find((one) => one === wished) })}
        allowDeselect={false}
        comboboxProps={{ transitionProps: { duration: 100 } }}
      />
      <AsOfMenu period={asked.period} />
    </div>
  )
}
