/** Why something is to be done; `days` as far as one is late, or it has lasted, by the kind. */
export const reasonKinds = [
  'stepDue',
  'closeOverdue',
  'noStep',
  'quiet',
  'stuck',
  'unanswered',
  'changed',
  'missed',
] as const
export type ReasonKind = (typeof reasonKinds)[number]
export interface Reason {
  readonly kind: ReasonKind
  /** Days since it was due; for what lasts too long, the days that it has lasted. Never below 0. */
  readonly days: number
  /** Of what lasts too long: how long is usual. */
  readonly usual: number
}

/** Something that could be done next. */
export interface Case {
  readonly key: string
  /** What it would bring, in minor units of the organisation's currency; null where nobody said. */
  readonly worth: bigint | null
  /** That it comes, in millionths. */
  readonly chance: bigint
  /** At least one. */
  readonly reasons: readonly Reason[]
}

export const WHOLE = 1_000_000n
/** What is about a goal itself counts as a tenth of it; work of which nobody can say what it brings, as a hundredth. */
const ofGoal = WHOLE / 10n
const least = WHOLE / 100n

/**
 * Effect 作用: the part of what the goal still lacks that this could bring: worth × chance ÷ what is missing, in
 * millionths, at most all of it, at least a hundredth. Without a goal, of all that is open. Source: docs/definitions.md,
 * what next.
 */
export function effectOf({ worth, chance, reasons }: Case, missing: bigint): bigint {
  if (reasons.some(({ kind }) => kind === 'unanswered' || kind === 'changed')) return ofGoal
  if (worth === null || worth <= 0n || missing <= 0n) return least
  const effect = (worth * chance) / missing
  return effect < least ? least : effect > WHOLE ? WHOLE : effect
}

/** How much it presses, in hundredths: what it begins with, what each day adds, and the most. */
const pressing: {
  readonly [kind in ReasonKind]: { readonly from: number; readonly aDay: number; readonly most: number }
} = {
  stepDue: { from: 100, aDay: 10, most: 200 },
  closeOverdue: { from: 100, aDay: 5, most: 200 },
  changed: { from: 120, aDay: 0, most: 120 },
  unanswered: { from: 100, aDay: 0, most: 100 },
  noStep: { from: 60, aDay: 0, most: 60 },
  quiet: { from: 60, aDay: 5, most: 150 },
  stuck: { from: 60, aDay: 2, most: 120 },
  missed: { from: 40, aDay: 1, most: 100 },
}

/** Timing 时机 of one reason, in hundredths: 100 is due today. */
export function pressureOf({ kind, days, usual }: Reason): number {
  const { from, aDay, most } = pressing[kind]
  return Math.min(most, from + aDay * Math.max(0, days - usual))
}

export interface Ranked<C extends Case> {
  readonly of: C
  /** The reasons, what presses most first. */
  readonly reasons: readonly Reason[]
  /** Millionths. */
  readonly effect: bigint
  /** Hundredths. */
  readonly timing: number
}

/**
 * What next 接下来: by effect × timing, the largest first. Timing is that of the reason that presses most. What comes out
 * equal stands by timing, then by key, so that the order is the same whenever it is asked for.
 */
export function whatNext<C extends Case>(cases: readonly C[], missing: bigint | null): Ranked<C>[] {
  const lacking = missing ?? cases.reduce((sum, { worth, chance }) => sum + ((worth ?? 0n) * chance) / WHOLE, 0n)
  const ranked = cases.map((of): Ranked<C> => {
    const reasons = of.reasons.toSorted(byPressure)
    return { of, reasons, effect: effectOf(of, lacking), timing: Math.max(0, ...reasons.map(pressureOf)) }
  })
  return ranked.toSorted(
    (a, b) =>
      sign(score(b) - score(a)) || b.timing - a.timing || (a.of.key < b.of.key ? -1 : a.of.key > b.of.key ? 1 : 0),
  )
}

const byPressure = (a: Reason, b: Reason) =>
  pressureOf(b) - pressureOf(a) || reasonKinds.indexOf(a.kind) - reasonKinds.indexOf(b.kind)
const score = ({ effect, timing }: Ranked<Case>) => effect * BigInt(timing)
const sign = (value: bigint) => (value > 0n ? 1 : value < 0n ? -1 : 0)
