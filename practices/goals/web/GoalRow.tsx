import { Link } from '@tanstack/react-router'
import { FigureLink } from '#ledger/web/explain/FigureLink.tsx'
import { Cases, Figure } from '#ledger/web/Figure.tsx'
import { useGoalTexts } from '#ledger/web/goalStanding.ts'
import { useMetricText } from '#ledger/web/results/useResults.ts'
import type { GoalJson } from '../contract.ts'
import { GoalCourse } from './GoalCourse.tsx'
import { GoalStatusTag } from './GoalStatusTag.tsx'
import style from './goalRow.module.css'

interface Props {
  readonly goal: GoalJson
  /** The first day of its status, where it is known. */
  readonly since?: string | null
}

/** One goal with its course line. The page it stands on has `explain` in its search and shows `OpenFigure`. */
export function GoalRow({ goal, since = null }: Props) {
  const texts = useGoalTexts()
  const metricText = useMetricText()
  const name = metricText(goal.metric, 'name', goal.metricName)
  return (
    <div className={style.goal}>
      <div className={style.head}>
        <Link to="/goals/$targetId" params={{ targetId: goal.targetId }} className={style.name}>
          {name}
        </Link>
        <GoalStatusTag of={goal.status} since={since} />
        <span className={`${style.values} num`}>
          <FigureLink explain={goal.actual.explain} of={name}>
            <Figure of={goal.actual} />
          </FigureLink>{' '}
          <Cases of={goal.actual} /> / {texts.amount(goal, goal.target)}
        </span>
      </div>
      <GoalCourse goal={goal} />
    </div>
  )
}
