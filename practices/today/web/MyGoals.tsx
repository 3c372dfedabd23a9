import { Link } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'
import type { GoalJson } from '#goals/contract.ts'
import { FigureLink } from '#ledger/web/explain/FigureLink.tsx'
import { Cases, Figure } from '#ledger/web/Figure.tsx'
import { courseOf, isLevel, toneOf } from '#ledger/web/goalStanding.ts'
import { CourseLegend, CourseLine } from '#web/parts/CourseLine.tsx'
import { dayText } from '#web/parts/dates.ts'
import { Status } from '#web/parts/Status.tsx'
import type { StandingGoalJson } from '../contract.ts'
import { useGoalShown } from './goalShown.ts'
import { Period } from './Period.tsx'
import style from './today.module.css'

/** Each of one's goals with its course line. */
export function MyGoals({ goals }: { readonly goals: readonly StandingGoalJson[] }) {
  const t = useTranslations('today.goals')
  const groups = [...Map.groupBy(goals, ({ period }) => period)]
  if (groups.length === 0) {
    return (
      <section aria-labelledby="today-goals">
        <h2 id="today-goals">{t('title')}</h2>
        <div className={style.none}>
          <b>{t('none')}</b>
          <p>{t('noneWords')}</p>
        </div>
      </section>
    )
  }
  return (
    <section aria-labelledby="today-goals">
      {groups.map(([period, of], at) => (
        <div key={period} className={style.goals}>
          <h2 id={at === 0 ? 'today-goals' : undefined}>
            {at === 0 && t('title')}{' '}
            <small>
              <Period of={of[0]} />
              {of[0] && ` · ${t('days', { gone: of[0].daysGone, all: of[0].daysAll })}`}
            </small>
          </h2>
          {of.map((goal) => (
            <Goal key={goal.targetId} goal={goal} />
          ))}
        </div>
      ))}
      <CourseLegend />
    </section>
  )
}

function Goal({ goal }: { readonly goal: StandingGoalJson }) {
  const shown = useGoalShown()
  return (
    <div className={style.goal}>
      <div className={style.goalHead}>
        <Link to="/goals/$targetId" params={{ targetId: goal.targetId }} className={style.title}>
          {goal.metricName}
        </Link>
        <GoalStatus of={goal.status} since={goal.since} />
        <span className={`${style.values} num`}>
          <FigureLink explain={goal.actual.explain} of={goal.metricName}>
            <Figure of={goal.actual} />
          </FigureLink>{' '}
          <Cases of={goal.actual} /> / {shown.amount(goal, goal.target)}
        </span>
      </div>
      <CourseLine
        of={courseOf(goal)}
        texts={shown.course(goal)}
        tone={toneOf(goal.status)}
        name={goal.metricName}
        level={isLevel(goal)}
      />
    </div>
  )
}

/** How a goal stands, in a word, and since when where it is off its pace. */
export function GoalStatus({ of, since }: { readonly of: GoalJson['status']; readonly since: string | null }) {
  const t = useTranslations('today.goals')
  const locale = useLocale()
  const { status } = useGoalShown()
  if (of === null) return null
  return (
    <Status tone={toneOf(of)}>
      {since === null ? status(of) : t('since', { status: status(of), day: dayText(since, locale, 'short') })}
    </Status>
  )
}
