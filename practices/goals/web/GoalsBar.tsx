import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Period, periodContaining, previousPeriod } from '#ledger/rules/period.ts'
import { DayField } from '#ledger/web/results/DayField.tsx'
import { FieldsPopover } from '#ledger/web/results/FieldsPopover.tsx'
import { KeyForm } from '#ledger/web/results/PeriodForms.tsx'
import switchStyle from '#ledger/web/results/PeriodSwitch.module.css'
import { usePeriodName } from '#ledger/web/results/usePeriodName.ts'
import { nextPeriod } from '#ledger/web/results/viewPeriod.ts'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { Icon } from '#web/parts/Icon.tsx'
import style from './goals.module.css'
import { useGoalsView, whoseViews } from './goalsView.ts'
import { type GoalsAsked, useTargetMetrics } from './useGoals.ts'

const kinds = ['month', 'quarter', 'year'] as const

/** Which period, which figure, as of which day, and whose. */
export function GoalsBar({ asked, metric }: { readonly asked: GoalsAsked; readonly metric: string }) {
  const t = useTranslations('goals.screen')
  const [, show] = useGoalsView()
  const { member } = useMe()
  const [view] = useGoalsView()
  const metrics = useTargetMetrics()
  const { period, today, whose } = asked
  const whoseShown = whoseViews.filter((one) => one !== 'team' || member.role === 'manager')
  return (
    <div className={style.bar}>
      <Kinds period={period} today={today} />
      <PeriodSteps period={period} />
      <Select
        className={style.metric}
        aria-label={t('metric')}
        data={metrics.map(({ key, name }) => ({ value: key, label: name }))}
        value={metric}
        onChange={(chosen) => chosen !== null && show({ metric: chosen })}
        allowDeselect={false}
        searchable
        selectFirstOptionOnChange
        nothingFoundMessage={t('noMetric')}
        maxDropdownHeight={360}
        comboboxProps={{ transitionProps: { duration: 100 } }}
      />
      <AsOf period={period} />
      <Shown tree={view.shown === 'tree'} />
      {member.role !== 'rep' && view.shown === undefined && (
        <fieldset className={style.whose} aria-label={t('whose')}>
          {whoseShown.map((one) => (
            <button
              key={one}
              type="button"
              className={style.kind}
              aria-pressed={one === whose}
              onClick={() => show({ whose: one })}
            >
              {t(`whose_${one}`)}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  )
}

/** As a table, or as the tree by which targets are handed down. */
function Shown({ tree }: { readonly tree: boolean }) {
  const t = useTranslations('goals.screen')
  const [, show] = useGoalsView()
  return (
    <fieldset className={style.whose} aria-label={t('shown')}>
      <button type="button" className={style.kind} aria-pressed={!tree} onClick={() => show({ shown: undefined })}>
        {t('shown_table')}
      </button>
      <button type="button" className={style.kind} aria-pressed={tree} onClick={() => show({ shown: 'tree' })}>
        {t('shown_tree')}
      </button>
    </fieldset>
  )
}

/** Month, quarter, year: the one that today, or the period shown, lies in. */
function Kinds({ period, today }: { readonly period: Period; readonly today: Temporal.PlainDate }) {
  const t = useTranslations('goals.screen')
  const [, show] = useGoalsView()
  const { org } = useMe()
  const isNow = Temporal.PlainDate.compare(period.from, today) <= 0 && Temporal.PlainDate.compare(today, period.to) <= 0
  const at = isNow ? today : period.from
  return (
    <fieldset className={style.kinds} aria-label={t('kinds')}>
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          className={style.kind}
          aria-pressed={kind === period.kind}
          onClick={() => show({ period: periodContaining(at, kind, org).key, asOf: undefined })}
        >
          {t(`kind_${kind}`)}
        </button>
      ))}
    </fieldset>
  )
}

function PeriodSteps({ period }: { readonly period: Period }) {
  const t = useTranslations('goals.screen')
  const [, show] = useGoalsView()
  const { org } = useMe()
  const name = usePeriodName()
  const [open, setOpen] = useState(false)
  const choose = (next: Period) => {
    setOpen(false)
    show({ period: next.key, asOf: undefined })
  }
  const steps = [
    { key: 'previous', icon: 'left', period: previousPeriod(period, org), shortcut: '[' },
    { key: 'next', icon: 'right', period: nextPeriod(period, org), shortcut: ']' },
  ] as const
  const [before, after] = steps.map((step) => (
    <button
      key={step.key}
      type="button"
      className={switchStyle.step}
      onClick={() => choose(step.period)}
      aria-label={t(step.key)}
      title={t(step.key)}
      aria-keyshortcuts={step.shortcut}
    >
      <Icon name={step.icon} />
    </button>
  ))
  return (
    <div className={`${switchStyle.switch} ${style.period}`}>
      {before}
      <FieldsPopover
        label={t('periods')}
        width={320}
        open={open}
        onOpen={setOpen}
        target={
          <button type="button" className={switchStyle.now} onClick={() => setOpen(!open)} aria-expanded={open}>
            <span className="cut">{name(period)}</span>
            <Icon name="down" size={14} />
          </button>
        }
      >
        <KeyForm onChoose={choose} />
      </FieldsPopover>
      {after}
    </div>
  )
}

function AsOf({ period }: { readonly period: Period }) {
  const t = useTranslations('goals.screen')
  const [view, show] = useGoalsView()
  const [open, setOpen] = useState(false)
  return (
    <FieldsPopover
      label={t('asOf')}
      width={300}
      open={open}
      onOpen={setOpen}
      target={
        <Button onClick={() => setOpen(!open)} aria-expanded={open} icon="down" className={style.asOf}>
          {view.asOf === undefined ? t('asOfToday') : t('asOfDay', { day: view.asOf })}
        </Button>
      }
    >
      <DayField
        label={t('asOf')}
        name="asOf"
        value={view.asOf ?? null}
        onChange={(day) => show({ asOf: day ?? undefined })}
        onPick={() => setOpen(false)}
        error={view.asOf !== undefined && view.asOf < period.from.toString() ? t('asOfTooEarly') : undefined}
      />
      <p className="dim small">{t('asOfWhy')}</p>
    </FieldsPopover>
  )
}
