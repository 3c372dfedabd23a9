import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import { useGoalTexts } from '#ledger/web/goalStanding.ts'
import { dayText } from '#web/parts/dates.ts'
import { Section } from '#web/parts/record/RecordPage.tsx'
import { Status, type Tone } from '#web/parts/Status.tsx'
import type { AmountJson, GoalJson } from '../contract.ts'
import type { TargetChangeWire, TargetWire } from '../records/target.ts'
import style from './goal.module.css'
import { targetChangesQuery } from './useTargetChanges.ts'

const tones: Readonly<Record<string, Tone>> = { waiting: 'risk', inForce: 'ontrack', declined: 'quiet' }

interface Props {
  readonly target: TargetWire
  readonly goal: GoalJson | undefined
}

/** What was decided about a target later, the newest first: from what to what, from when, why, and whether it waits. */
export function TargetChanges({ target, goal }: Props) {
  const t = useTranslations('goals.changes')
  const { data } = useQuery(targetChangesQuery(target.id))
  const changes = data?.items ?? []
  if (changes.length === 0) return null
  return (
    <Section title={t('title')}>
      <ol className={style.changes}>
        {changes.map((change, i) => (
          <Line key={change.id} change={change} before={changes[i + 1]?.amount ?? target.amount} goal={goal} />
        ))}
      </ol>
    </Section>
  )
}

interface LineProps {
  readonly change: TargetChangeWire
  readonly before: string
  readonly goal: GoalJson | undefined
}

function Line({ change, before, goal }: LineProps) {
  const t = useTranslations('goals.changes')
  const states = useTranslations('goals.targetChange')
  const locale = useLocale()
  const texts = useGoalTexts()
  const told = (amount: string) => (goal ? texts.amount(goal, inUnitOf(goal, amount)) : amount)
  return (
    <li data-state={change.state}>
      <div>
        <b className="num">
          {told(before)} → {told(change.amount)}
        </b>{' '}
        <Status tone={tones[change.state] ?? 'quiet'}>{states(`state_${change.state}`)}</Status>
      </div>
      <div className="dim small">
        {change.from === null
          ? t('wholePeriod', { day: dayText(change.createdOn, locale, 'long') })
          : t('fromDay', {
              from: dayText(change.from, locale, 'long'),
              day: dayText(change.createdOn, locale, 'long'),
            })}
      </div>
      <p>{change.reason}</p>
      {change.declinedFor !== null && <p className="dim">{t('declinedFor', { reason: change.declinedFor })}</p>}
    </li>
  )
}

export function inUnitOf(goal: GoalJson, amount: string): AmountJson {
  const like = goal.target ?? goal.actual.value
  return typeof like === 'object' && like !== null ? { amount, currency: like.currency } : amount
}
