import { useTranslations } from 'use-intl'
import type { FigureJson } from '#ledger/contract.ts'
import type { CourseTexts } from '#web/parts/CourseLine.tsx'
import type { Course } from '#web/parts/courseScale.ts'
import type { Tone } from '#web/parts/Status.tsx'
import { useFigureText } from './useFigureText.ts'

type Amount = FigureJson['value']

/** How a goal stands, as far as it is drawn and told: practices that show goals share it. */
export interface GoalStanding {
  readonly direction: 'higher' | 'lower' | 'neither'
  readonly on: string
  readonly to: string
  readonly actual: FigureJson
  readonly target: Amount
  readonly stretch: Amount
  readonly challenge: Amount
  readonly expected: Amount
  readonly byPace: { readonly value: Amount } | null
  readonly status: keyof typeof tones | null
}

/** An amount as a number to draw and to sort by; null is absent. */
export function sizeOf(amount: Amount): number | null {
  if (amount === null) return null
  return Number(typeof amount === 'string' ? amount : amount.amount)
}

const tones = {
  ahead: 'ahead',
  onTrack: 'ontrack',
  atRisk: 'risk',
  offTrack: 'off',
  notStarted: 'quiet',
  reached: 'ontrack',
  missed: 'off',
} as const satisfies Readonly<Record<string, Tone>>
export const toneOf = (status: GoalStanding['status']): Tone => (status === null ? 'quiet' : tones[status])

/** A level has no pace: it is to be held on every day. */
export const isLevel = ({ target, expected, byPace }: GoalStanding) =>
  byPace === null && target !== null && expected !== null && sizeOf(target) === sizeOf(expected)

export function courseOf(goal: GoalStanding): Course {
  return {
    actual: sizeOf(goal.actual.value),
    target: sizeOf(goal.target),
    expected: goal.status === 'reached' || goal.status === 'missed' ? null : sizeOf(goal.expected),
    landing: goal.on >= goal.to ? null : sizeOf(goal.byPace?.value ?? null),
    stretch: sizeOf(goal.stretch),
    challenge: sizeOf(goal.challenge),
    better: goal.direction === 'lower' ? 'lower' : 'higher',
  }
}

export interface GoalTexts {
  /** "¥512,000", in the unit of the goal's figure. */
  readonly amount: (goal: GoalStanding, amount: Amount) => string
  /** The same to its cents, to be compared down a column. */
  readonly exact: (goal: GoalStanding, amount: Amount) => string
  readonly course: (goal: GoalStanding) => CourseTexts
  readonly status: (status: keyof typeof tones) => string
}

/** A goal's values as the reader writes them. */
export function useGoalTexts(): GoalTexts {
  const t = useTranslations('goals.status')
  const figures = useFigureText()
  const amount: GoalTexts['amount'] = ({ actual }, value) => figures.text(value, actual.unit, { trim: true })
  const exact: GoalTexts['exact'] = ({ actual }, value) => figures.text(value, actual.unit)
  const course: GoalTexts['course'] = (goal) => {
    const told = (value: Amount) => (value === null ? null : amount(goal, value))
    return {
      actual: told(goal.actual.value),
      target: told(goal.target),
      expected: told(goal.expected),
      landing: told(goal.byPace?.value ?? null),
      stretch: told(goal.stretch),
      challenge: told(goal.challenge),
      status: goal.status === null ? null : t(goal.status),
    }
  }
  return { amount, exact, course, status: (status) => t(status) }
}
