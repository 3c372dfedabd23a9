import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Period, previousPeriod } from '#ledger/rules/period.ts'
import { useMe } from '#web/api/session.ts'
import { Icon } from '#web/parts/Icon.tsx'
import { FieldsPopover } from './FieldsPopover.tsx'
import { KeyForm, RangeForm } from './PeriodForms.tsx'
import style from './PeriodSwitch.module.css'
import { useResultsView } from './resultsView.ts'
import { usePeriodName } from './usePeriodName.ts'
import { nextPeriod, periodInView, presetPeriod, presets } from './viewPeriod.ts'

interface Props {
  readonly period: Period
  readonly today: Temporal.PlainDate
}

/** ‹ Q4 2026 ›: the period, the ones beside it, and the way to any other. */
export function PeriodSwitch({ period, today }: Props) {
  const t = useTranslations('ledger.results')
  const [, show] = useResultsView()
  const { org } = useMe()
  const [open, setOpen] = useState(false)
  const name = usePeriodName()
  const choose = (next: Period) => {
    setOpen(false)
    // what was cut at a day of the former period says nothing about another one
    show({ ...periodInView(next), asOf: undefined })
  }
  return (
    <div className={style.switch}>
      <button
        type="button"
        className={style.step}
        onClick={() => choose(previousPeriod(period, org))}
        aria-label={t('previous')}
        title={t('previous')}
        aria-keyshortcuts="["
      >
        <Icon name="left" />
      </button>
      <FieldsPopover
        label={t('periods')}
        width={340}
        open={open}
        onOpen={setOpen}
        target={
          <button type="button" className={style.now} onClick={() => setOpen(!open)} aria-expanded={open}>
            <span className="cut">{name(period)}</span>
            <Icon name="down" size={14} />
          </button>
        }
      >
        <div className={style.presets}>
          {presets.map((preset) => {
            const one = presetPeriod(preset, org, today)
            return (
              <button
                key={preset}
                type="button"
                className={style.preset}
                onClick={() => choose(one)}
                aria-pressed={one.key === period.key}
              >
                {t(`preset.${preset}`)} <span className="dim">{name(one)}</span>
              </button>
            )
          })}
        </div>
        <KeyForm onChoose={choose} />
        <RangeForm period={period} onChoose={choose} />
      </FieldsPopover>
      <button
        type="button"
        className={style.step}
        onClick={() => choose(nextPeriod(period, org))}
        aria-label={t('next')}
        title={t('next')}
        aria-keyshortcuts="]"
      >
        <Icon name="right" />
      </button>
    </div>
  )
}
