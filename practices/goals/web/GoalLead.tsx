import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { FigureLink } from '#ledger/web/explain/FigureLink.tsx'
import { Cases, Figure } from '#ledger/web/Figure.tsx'
import { isLevel, sizeOf, useGoalTexts } from '#ledger/web/goalStanding.ts'
import { useMetricText } from '#ledger/web/results/useResults.ts'
import { useFigureText } from '#ledger/web/useFigureText.ts'
import type { GoalJson, LandingJson } from '../contract.ts'
import { GoalFigureLink } from './explain/GoalFigureLink.tsx'
import type { GoalFigure } from './explain/goalAddress.ts'
import { GoalCourse } from './GoalCourse.tsx'
import { GoalStatusTag } from './GoalStatusTag.tsx'
import style from './goals.module.css'

interface Props {
  readonly goal: GoalJson
  /** On its own page the name is said by the title. */
  readonly alone?: boolean
}

/** The number that counts: where it stands, what is missing, what is expected by now and where it will end. */
export function GoalLead({ goal, alone = false }: Props) {
  const texts = useGoalTexts()
  const figures = useFigureText()
  const metricText = useMetricText()
  const name = metricText(goal.metric, 'name', goal.metricName)
  return (
    <section className={style.number} aria-label={name}>
      {!alone && (
        <h2>
          <Link to="/goals/$targetId" params={{ targetId: goal.targetId }} className={style.open}>
            {name}
          </Link>
          <small>{goal.name}</small>
        </h2>
      )}
      <div className={style.values}>
        <span className={style.big}>
          <FigureLink explain={goal.actual.explain} of={name}>
            <Figure of={goal.actual} trim />
          </FigureLink>
        </span>
        <span className="dim num">
          /{' '}
          <GoalFigureLink targetId={goal.targetId} what="target" of={name}>
            {texts.amount(goal, goal.target)}
          </GoalFigureLink>
        </span>
        {goal.attainment !== null && (
          <b className="num">
            <GoalFigureLink targetId={goal.targetId} what="attainment" of={name}>
              {figures.text(goal.attainment, 'ratio')}
            </GoalFigureLink>
          </b>
        )}
        <Cases of={goal.actual} />
        <GoalStatusTag of={goal.status} since={goal.since} />
      </div>
      <GoalCourse goal={goal} size="large" />
      <Facts goal={goal} />
    </section>
  )
}

function Facts({ goal }: { readonly goal: GoalJson }) {
  const t = useTranslations('goals.fact')
  const texts = useGoalTexts()
  const figures = useFigureText()
  const amount = (value: GoalJson['gap']) => texts.amount(goal, value)
  const gap = sizeOf(goal.gap)
  const behind = gap !== null && (goal.direction === 'lower' ? gap > 0 : gap < 0)
  const range = (landing: LandingJson) =>
    landing.low === null || landing.high === null
      ? t('noInterval')
      : t('interval', { low: amount(landing.low), high: amount(landing.high) })
  return (
    <dl className={style.facts}>
      {gap !== null && (
        <Fact
          of={goal}
          what="gap"
          label={t(goal.direction === 'lower' ? (behind ? 'over' : 'under') : behind ? 'missing' : 'above')}
          note={t('gapWhy', { actual: amount(goal.actual.value), target: amount(goal.target) })}
        >
          {amount(goal.gap).replace(/^[-−]/, '')}
        </Fact>
      )}
      {goal.expected !== null && !isLevel(goal) && (
        <Fact of={goal} what="expected" label={t('expected')} note={t('expectedWhy', { target: amount(goal.target) })}>
          {amount(goal.expected)}
        </Fact>
      )}
      {goal.byPace !== null && (
        <Fact of={goal} what="pace" label={t('byPace')} note={range(goal.byPace)}>
          {amount(goal.byPace.value)}
        </Fact>
      )}
      {goal.byPipeline !== null && (
        <Fact
          of={goal}
          what="pipeline"
          label={t('byPipeline')}
          note={`${range(goal.byPipeline)} · ${t('independent')}`}
        >
          {amount(goal.byPipeline.value)}
        </Fact>
      )}
      {goal.workingDaysLeft !== null && (
        <Fact of={goal} what="daysLeft" label={t('daysLeft')} note={t('daysLeftWhy')}>
          {figures.number(goal.workingDaysLeft)}
        </Fact>
      )}
    </dl>
  )
}

interface FactProps {
  readonly of: GoalJson
  readonly what: GoalFigure
  readonly label: string
  readonly note: string
  readonly children: ReactNode
}

function Fact({ of, what, label, note, children }: FactProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className="num">
          <GoalFigureLink targetId={of.targetId} what={what} of={of.metricName}>
            {children}
          </GoalFigureLink>
        </span>
        <small>{note}</small>
      </dd>
    </div>
  )
}
