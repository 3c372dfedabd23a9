import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Fault } from '#ledger/rules/fault.ts'
import { type Period, periodOf, previousPeriod, rangeOf } from '#ledger/rules/period.ts'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { Icon } from '#web/parts/Icon.tsx'
import { DayField } from './DayField.tsx'
import { FieldsPopover } from './FieldsPopover.tsx'
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

interface FormProps {
  readonly onChoose: (period: Period) => void
}

/** A period by its key: FY2027-Q1, 2026-W23. */
function KeyForm({ onChoose }: FormProps) {
  const t = useTranslations('ledger.results')
  const says = useFaultText()
  const { org } = useMe()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const send = (event: FormEvent) => {
    event.preventDefault()
    const key = typed.trim().toUpperCase()
    if (key === '') return
    try {
      onChoose(periodOf(key, org))
    } catch (error) {
      setWrong(says(error))
    }
  }
  return (
    <form className={style.form} onSubmit={send}>
      <TextInput
        label={t('byKey')}
        placeholder="FY2027-Q1, 2026-W23"
        value={typed}
        error={wrong}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setWrong(null)
        }}
      />
      <Button type="submit">{t('show')}</Button>
    </form>
  )
}

function RangeForm({ period, onChoose }: FormProps & { readonly period: Period }) {
  const t = useTranslations('ledger.results')
  const says = useFaultText()
  const [from, setFrom] = useState<string | null>(period.from.toString())
  const [to, setTo] = useState<string | null>(period.to.toString())
  const [wrong, setWrong] = useState<string | null>(null)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (from === null || to === null) return
    try {
      onChoose(rangeOf(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)))
    } catch (error) {
      setWrong(says(error))
    }
  }
  return (
    <form className={style.range} onSubmit={send}>
      <DayField label={t('from')} name="from" value={from} onChange={setFrom} />
      <DayField label={t('to')} name="to" value={to} onChange={setTo} error={wrong} />
      <Button type="submit">{t('show')}</Button>
    </form>
  )
}

function useFaultText(): (error: unknown) => string {
  const t = useTranslations('fault')
  return (error) => {
    if (!(error instanceof Fault)) throw error
    const details = Object.entries(error.details).map(([name, value]) => [name, String(value)])
    return t(error.code, Object.fromEntries(details))
  }
}
