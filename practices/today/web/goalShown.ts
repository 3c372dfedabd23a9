import { useTranslations } from 'use-intl'
import type { AmountJson, GoalJson } from '#goals/contract.ts'
import { moneyToJson, parseMoney } from '#ledger/rules/money.ts'
import { useFigureText } from '#ledger/web/useFigureText.ts'
import type { CourseTexts } from '#web/parts/CourseLine.tsx'
import type { Course } from '#web/parts/courseScale.ts'
import type { Tone } from '#web/parts/Status.tsx'

/** An amount as a number to draw; null is absent. */
export function sizeOf(amount: AmountJson | null): number | null {
  return amount === null ? null : Number(typeof amount === 'string' ? amount : amount.amount)
}

/** Of two amounts of one unit, exact where it is money. */
export function difference(a: AmountJson | null, b: AmountJson | null): AmountJson | null {
  if (a === null || b === null) return null
  if (typeof a === 'string' || typeof b === 'string') {
    return String(Math.round((Number(sizeOf(a)) - Number(sizeOf(b))) * 1e6) / 1e6)
  }
  const minor = parseMoney(a.amount, a.currency).amount - parseMoney(b.amount, b.currency).amount
  return moneyToJson({ amount: minor, currency: a.currency })
}

export function unsigned(amount: AmountJson): AmountJson {
  const plain = (text: string) => text.replace(/^-/, '')
  return typeof amount === 'string' ? plain(amount) : { ...amount, amount: plain(amount.amount) }
}

const tones: Readonly<Record<NonNullable<GoalJson['status']>, Tone>> = {
  ahead: 'ahead',
  onTrack: 'ontrack',
  atRisk: 'risk',
  offTrack: 'off',
  notStarted: 'quiet',
  reached: 'ontrack',
  missed: 'off',
}
export const toneOf = (status: GoalJson['status']): Tone => (status === null ? 'quiet' : tones[status])
export const isOff = ({ status }: Pick<GoalJson, 'status'>) => status === 'atRisk' || status === 'offTrack'

/** A level is to be held on every day: it has no pace. */
export const isLevel = ({ target, expected, byPace }: GoalJson) =>
  byPace === null && target !== null && expected !== null && sizeOf(target) === sizeOf(expected)

export function courseOf(goal: GoalJson): Course {
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

/** A goal's values as the reader writes them. */
export function useGoalShown() {
  const t = useTranslations('goals.status')
  const figures = useFigureText()
  const amount = ({ actual }: GoalJson, value: AmountJson | null) => figures.text(value, actual.unit)
  const course = (goal: GoalJson): CourseTexts => {
    const told = (value: AmountJson | null) => (value === null ? null : amount(goal, value))
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
  const share = (of: AmountJson | null, whole: AmountJson | null) => {
    const [a, b] = [sizeOf(of), sizeOf(whole)]
    return a === null || b === null || b === 0 ? null : figures.text(String(a / b), 'ratio')
  }
  const rate = ({ attainment }: GoalJson) => figures.text(attainment, 'ratio')
  return { amount, course, share, rate, status: (status: NonNullable<GoalJson['status']>) => t(status) }
}
