import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { FigureLink } from '#ledger/web/explain/FigureLink.tsx'
import { sizeOf } from '#ledger/web/goalStanding.ts'
import style from '#web/parts/Explain.module.css'
import type { StandingGoalJson, TodayJson } from '../contract.ts'
import { difference, isOff, unsigned, useGoalShown } from './goalShown.ts'

const StandingWhy = lazy(() => import('./StandingWhy.tsx'))

/** The one sentence: the day, and where one stands. Each of its numbers opens. */
export function Lead({ of }: { readonly of: TodayJson }) {
  const t = useTranslations('today.stand')
  const locale = useLocale()
  const lead = of.goals.find(({ targetId }) => targetId === of.leadId)
  const day = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', weekday: 'short', timeZone: 'UTC' })
  const { team } = of
  const off = team === null ? 0 : team.people.filter(({ goals }) => goals.some(isOff)).length
  return (
    <>
      <span className="num">{day.format(Date.parse(of.on))}</span>
      {lead && (
        <>
          {' · '}
          <Standing goal={lead} /> {of.next.length > 0 && team === null && t('first')}
        </>
      )}
      {team !== null && team.people.length > 0 && (
        <>
          {' · '}
          {t(off > 0 ? 'team' : team.slipped > 0 ? 'teamSlipped' : 'teamFine', {
            count: team.count,
            off,
            slipped: team.slipped,
          })}
        </>
      )}
      {!lead && team === null && of.deals > 0 && <> · {t('nothing')}</>}
    </>
  )
}

function Standing({ goal }: { readonly goal: StandingGoalJson }) {
  const t = useTranslations('today.stand')
  const shown = useGoalShown()
  const [open, setOpen] = useState(false)
  const gap = difference(goal.actual.value, goal.expected)
  const raw = sizeOf(gap) ?? 0
  const size = goal.direction === 'lower' ? -raw : raw
  const done = goal.attainment === null ? shown.amount(goal, goal.actual.value) : shown.rate(goal)
  const begun = goal.expected === null || sizeOf(goal.expected) === 0 || gap === null
  const values = {
    period: t(spanOf(goal)),
    done,
    target: shown.amount(goal, goal.target),
    expected: shown.share(goal.expected, goal.target) ?? shown.amount(goal, goal.expected),
    gap: gap === null ? '' : shown.amount(goal, unsigned(gap)),
    a: (text: ReactNode) => (
      <FigureLink explain={goal.actual.explain} of={goal.metricName}>
        <span className="num">{text}</span>
      </FigureLink>
    ),
    w: (text: ReactNode) => (
      <button type="button" className={`${style.explainable} num`} onClick={() => setOpen(true)} aria-haspopup="dialog">
        {text}
      </button>
    ),
  }
  return (
    <>
      {t.rich(begun ? 'begun' : size < 0 ? 'behind' : size > 0 ? 'ahead' : 'even', values)}
      {open && (
        <Suspense fallback={null}>
          <StandingWhy goal={goal} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/** How one says the period that runs. */
export function spanOf({ from, to }: { readonly from: string; readonly to: string }) {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  if (days < 36) return 'month'
  if (days < 100) return 'quarter'
  return days < 300 ? 'half' : 'year'
}
