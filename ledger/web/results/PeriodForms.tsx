import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Fault } from '#ledger/rules/fault.ts'
import { type Period, periodOf, rangeOf } from '#ledger/rules/period.ts'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { DayField } from './DayField.tsx'
import style from './PeriodSwitch.module.css'

interface FormProps {
  readonly onChoose: (period: Period) => void
}

/** A period by its key: FY2027-Q1, 2026-W23. */
export function KeyForm({ onChoose }: FormProps) {
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

/** Any days, both included. */
export function RangeForm({ period, onChoose }: FormProps & { readonly period: Period }) {
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
