import { Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type PeriodKind, periodContaining, periodOf } from '#ledger/rules/period.ts'
import { usePeriodName } from '#ledger/web/results/usePeriodName.ts'
import { ApiProblem, missingFields } from '#web/api/problem.ts'
import { useMay, useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { RelationPicker } from '#web/parts/field/RelationPicker.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useFocusOnProblem, useSubmit } from '#web/parts/useSubmit.ts'
import type { Whose } from '../contract.ts'
import { plainDecimal } from './plainDecimal.ts'
import { SmartCheck } from './SmartCheck.tsx'
import { SplitPreview } from './SplitPreview.tsx'
import style from './setTarget.module.css'
import { Templates } from './Templates.tsx'
import { useTargetMetrics } from './useGoals.ts'
import { useSetTarget } from './useSetTarget.ts'
import type { Wished } from './wished.ts'

interface Props {
  readonly given: Partial<Wished>
  readonly onClose: () => void
}

const fields = ['memberId', 'teamId', 'metric', 'period', 'amount', 'stretch', 'challenge'] as const
type FieldName = (typeof fields)[number]

export function SetTargetForm({ given, onClose }: Props) {
  const t = useTranslations('goals.set')
  const label = useTranslations('goals.target')
  const missing = useTranslations('web.form')
  const { org, today } = useMe()
  const metrics = useTargetMetrics()
  const set = useSetTarget(onClose)
  const [wished, setWished] = useState<Wished>(() => ({
    of: 'team',
    memberId: null,
    teamId: null,
    metric: 'revenue_booked',
    period: periodContaining(Temporal.PlainDate.from(today), 'quarter', org).key,
    amount: '',
    stretch: '',
    challenge: '',
    split: true,
    leftOut: [],
    ...given,
  }))
  const write = (change: Partial<Wished>) => setWished((now) => ({ ...now, ...change }))
  const { busy, error, send } = useSubmit(async (wish: Wished) => {
    const required: readonly FieldName[] = wish.of === 'organisation' ? ['amount'] : [idField(wish.of), 'amount']
    const open = required.filter((name) => !wish[name])
    if (open.length > 0) throw missingFields(open, (name) => missing('missing', { field: label(name) }))
    await set.run(wish)
  })
  const form = useFocusOnProblem(error)
  const at = (name: FieldName) => (error instanceof ApiProblem ? error.at(name, label(name)) : undefined)
  const amount = (name: 'amount' | 'stretch' | 'challenge') => (
    <TextInput
      label={label(name)}
      name={name}
      inputMode="decimal"
      autoComplete="off"
      required={name === 'amount'}
      withAsterisk={name === 'amount'}
      value={wished[name]}
      error={at(name)}
      onChange={(event) => write({ [name]: plainDecimal(event.currentTarget.value) })}
    />
  )
  const onForm = (event: FormEvent) => {
    event.preventDefault()
    void send(wished)
  }
  return (
    <form className={style.form} onSubmit={onForm} ref={form} noValidate>
      <WhoFields wished={wished} onChange={write} error={at} />
      <Select
        label={label('metric')}
        name="metric"
        data={metrics.map(({ key, name }) => ({ value: key, label: name }))}
        value={wished.metric}
        onChange={(metric) => metric !== null && write({ metric })}
        allowDeselect={false}
        searchable
        error={at('metric')}
        comboboxProps={{ transitionProps: { duration: 100 } }}
      />
      <PeriodField value={wished.period} onChange={(period) => write({ period })} error={at('period')} />
      <Templates wished={wished} onChoose={write} />
      {amount('amount')}
      <SmartCheck wished={wished} />
      <div className={style.pair}>
        {amount('stretch')}
        {amount('challenge')}
      </div>
      {wished.of !== 'member' && <SplitPreview wished={wished} onChange={write} />}
      <ProblemText error={error} besides={fields} />
      <div className={style.ways}>
        <Button first type="submit" busy={busy}>
          {t('set')}
        </Button>
        <Button onClick={onClose}>{missing('cancel')}</Button>
      </div>
      {set.progress !== null && (
        <p className="dim" role="status">
          {t('progress', { done: set.progress.done, all: set.progress.all })}
        </p>
      )}
    </form>
  )
}

const idField = (of: Exclude<Whose, 'organisation'>) => (of === 'member' ? 'memberId' : 'teamId')

interface WhoProps {
  readonly wished: Wished
  readonly onChange: (change: Partial<Wished>) => void
  readonly error: (name: 'memberId' | 'teamId') => string | undefined
}

const kindsOfWhose = ['team', 'member', 'organisation'] as const

function WhoFields({ wished: { of, memberId, teamId }, onChange, error }: WhoProps) {
  const t = useTranslations('goals.set')
  const label = useTranslations('goals.target')
  const { member } = useMe()
  const may = useMay()
  // the organisation's is set by those whose right reaches all
  const shown = member.role === 'manager' ? kindsOfWhose.slice(0, 2) : kindsOfWhose
  if (!may('target.create')) return null
  return (
    <>
      <fieldset className={style.kinds} aria-label={t('whose')}>
        {shown.map((one) => (
          <button key={one} type="button" aria-pressed={one === of} onClick={() => onChange({ of: one })}>
            {t(`of_${one}`)}
          </button>
        ))}
      </fieldset>
      {of === 'member' && (
        <RelationPicker
          of="member"
          label={label('memberId')}
          name="memberId"
          value={memberId}
          names={{}}
          withAsterisk
          onChange={(id) => onChange({ memberId: id })}
          error={error('memberId')}
        />
      )}
      {of === 'team' && (
        <RelationPicker
          of="team"
          label={label('teamId')}
          name="teamId"
          value={teamId}
          names={{}}
          withAsterisk
          onChange={(id) => onChange({ teamId: id, leftOut: [] })}
          error={error('teamId')}
        />
      )}
    </>
  )
}

interface PeriodProps {
  readonly value: string
  readonly onChange: (period: string) => void
  readonly error: string | undefined
}

const periodKinds = ['month', 'quarter', 'year'] as const satisfies readonly PeriodKind[]

/** The periods that targets are set for most: this and the next month, quarter and year. */
function PeriodField({ value, onChange, error }: PeriodProps) {
  const label = useTranslations('goals.target')
  const { org, today } = useMe()
  const name = usePeriodName()
  const day = Temporal.PlainDate.from(today)
  const usual = periodKinds.flatMap((kind) => {
    const now = periodContaining(day, kind, org)
    return [now, periodContaining(now.to.add({ days: 1 }), kind, org)]
  })
  const known = usual.some(({ key }) => key === value)
  const choices = known ? usual : [periodOf(value, org), ...usual]
  return (
    <Select
      label={label('period')}
      name="period"
      data={choices.map((period) => ({ value: period.key, label: name(period) }))}
      value={value}
      onChange={(key) => key !== null && onChange(key)}
      allowDeselect={false}
      error={error}
      comboboxProps={{ transitionProps: { duration: 100 } }}
    />
  )
}
