import { courseOf, type GoalStanding, isLevel, toneOf, useGoalTexts } from '#ledger/web/goalStanding.ts'
import { CourseLine, type CourseSize } from '#web/parts/CourseLine.tsx'

export interface GoalDrawn extends GoalStanding {
  readonly metricName: string
}

/** The course line of a goal. */
export function GoalCourse({ goal, size = 'row' }: { readonly goal: GoalDrawn; readonly size?: CourseSize }) {
  const texts = useGoalTexts()
  return (
    <CourseLine
      of={courseOf(goal)}
      texts={texts.course(goal)}
      tone={toneOf(goal.status)}
      name={goal.metricName}
      level={isLevel(goal)}
      size={size}
    />
  )
}
