/** A goal among those of a person. */
export interface Kept {
  readonly metric: string
  readonly from: string
  readonly to: string
}

const quarterDays = 91

/** The goal that a person's day is told by: booked revenue before all else, then the one whose period is the nearest to a quarter. */
export function leadGoal<G extends Kept>(goals: readonly G[]): G | null {
  const rank = (one: G) => (one.metric === 'revenue_booked' ? 0 : 1)
  const [lead] = goals.toSorted(
    (a, b) => rank(a) - rank(b) || offQuarter(a) - offQuarter(b) || (a.metric < b.metric ? -1 : 1),
  )
  return lead ?? null
}

const offQuarter = ({ from, to }: Kept) =>
  Math.abs(Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days - quarterDays)
