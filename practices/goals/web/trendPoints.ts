import type { GoalJson } from '../contract.ts'

const pointsMost = 12

/**
 * The days that a trend asks about: evenly through the period, with its last day and the day it is told for. Few enough
 * to be asked for one by one.
 */
export function trendPoints({ from, to, on }: Pick<GoalJson, 'from' | 'to' | 'on'>): readonly string[] {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)]
  const length = first.until(last).days
  const steps = Math.min(length, pointsMost)
  if (steps === 0) return [to]
  const days = Array.from({ length: steps }, (_, i) =>
    first.add({ days: Math.round(((i + 1) * length) / steps) }).toString(),
  )
  const inside = on > from && on < to
  return [...new Set([...days, ...(inside ? [on] : [])])].toSorted()
}
