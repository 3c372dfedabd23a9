import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useGoalTexts } from '#ledger/web/goalStanding.ts'
import { Section } from '#web/parts/record/RecordPage.tsx'
import type { GoalJson } from '../contract.ts'
import type { TargetWire } from '../records/target.ts'
import { GoalCourse } from './GoalCourse.tsx'
import style from './goal.module.css'
import { goalsQuery } from './useGoals.ts'

const shownMax = 12

/** The other targets of the same figure and period that one sees: above it and below it. */
export function Around({ target }: { readonly target: TargetWire }) {
  const t = useTranslations('goals.goal')
  const { data } = useQuery(goalsQuery({ metric: target.metric, period: target.period, limit: 100 }))
  const others = (data?.items ?? []).filter(({ targetId }) => targetId !== target.id)
  const own = rankOf(target.memberId !== null ? 'member' : target.teamId !== null ? 'team' : 'organisation')
  const above = others.filter(({ of }) => rankOf(of) < own)
  const below = others.filter(({ of }) => rankOf(of) > own)
  return (
    <>
      {above.length > 0 && (
        <Section title={t('above')}>
          <Goals of={above} />
        </Section>
      )}
      {below.length > 0 && (
        <Section title={t('below')}>
          <Goals of={below} />
        </Section>
      )}
    </>
  )
}

const rankOf = (of: GoalJson['of']) => ['organisation', 'team', 'member'].indexOf(of)

function Goals({ of }: { readonly of: readonly GoalJson[] }) {
  const t = useTranslations('goals.goal')
  const texts = useGoalTexts()
  return (
    <ul className={style.around}>
      {of.slice(0, shownMax).map((goal) => (
        <li key={goal.targetId}>
          <Link to="/goals/$targetId" params={{ targetId: goal.targetId }}>
            <span className="cut">{goal.name}</span>
            <span className="num dim">{texts.amount(goal, goal.target)}</span>
          </Link>
          <GoalCourse goal={goal} size="small" />
        </li>
      ))}
      {of.length > shownMax && <li className="dim small">{t('moreBelow', { count: of.length - shownMax })}</li>}
    </ul>
  )
}
