import { Select } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { type Period, periodContaining, periodOf } from '#ledger/rules/period.ts'
import { usePeriodName } from '#ledger/web/results/usePeriodName.ts'
import { useMetrics } from '#ledger/web/results/useResults.ts'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import style from './quotas.module.css'
import { type QuotaView, splitWays } from './quotaView.ts'
import type { Sheet } from './sheet.ts'
import type { QuotasShown } from './useQuotaView.ts'

interface Props {
  readonly view: QuotasShown
  readonly show: (change: QuotaView) => void
  readonly sheet: Sheet | undefined
}

/** Which figure, which year, which team; and how a typed total is split. */
export function QuotaBar({ view, show, sheet }: Props) {
  const t = useTranslations('goals.quotas')
  const { org } = useMe()
  const name = usePeriodName()
  const metrics = useMetrics().filter(({ direction }) => direction !== 'neither')
  const year = periodOf(view.year, org)
  const beside = (day: Temporal.PlainDate): Period => periodContaining(day, 'year', org)
  const go = (to: Period) => show({ year: to.key })
  const teams = sheet?.rows.filter(({ kind }) => kind === 'team') ?? []
  const plain = { allowDeselect: false, comboboxProps: { transitionProps: { duration: 100 } } }
  return (
    <div className={style.bar}>
      <Select
        {...plain}
        className={style.metric}
        aria-label={t('metric')}
        data={metrics.map((one) => ({ value: one.key, label: one.name }))}
        value={view.metric}
        onChange={(metric) => metric !== null && show({ metric })}
        searchable
      />
      <span className={style.year}>
        <Button
          plain
          icon="left"
          aria-label={t('previous')}
          onClick={() => go(beside(year.from.subtract({ days: 1 })))}
        />
        <span className="num">{name(year)}</span>
        <Button plain icon="right" aria-label={t('next')} onClick={() => go(beside(year.to.add({ days: 1 })))} />
      </span>
      <Select
        {...plain}
        className={style.team}
        aria-label={t('team')}
        data={[
          { value: '', label: t('allTeams') },
          ...teams.map(({ id, name: team, depth }) => ({
            value: id,
            label: `${'\u2003'.repeat(Math.max(0, depth - 1))}${team}`,
          })),
        ]}
        value={view.team ?? ''}
        onChange={(team) => show({ team: team ?? '' })}
        searchable={teams.length > 12}
      />
      <Select
        {...plain}
        className={`${style.split} only-desk`}
        aria-label={t('split')}
        data={splitWays.map((way) => ({ value: way, label: t(`splitWay.${way}`) }))}
        value={view.split}
        onChange={(split) => show({ split: splitWays.find((way) => way === split) ?? 'equal' })}
      />
    </div>
  )
}
