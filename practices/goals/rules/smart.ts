import { percentile } from '#ledger/rules/statistics.ts'

/** What is known about a target that is thought of; amounts in the metric's smallest unit, null where not said or unknown. */
export interface DraftFacts {
  readonly metric: 'missing' | 'unknown' | 'noDirection' | 'known'
  readonly better: 'higher' | 'lower'
  readonly hasOwner: boolean
  readonly period: 'missing' | 'unknown' | 'over' | 'known'
  readonly amount: bigint | 'missing' | 'invalid'
  /** Whether something was recorded in the last 90 days from which the metric is made; null where that can't be said. */
  readonly hasSource: boolean | null
  /** What comparable people, teams or years reached in the last twelve comparable periods. */
  readonly reached: readonly bigint[]
  /** Of booked revenue: open deals that are due, and what the last comparable period brought. */
  readonly capacity: { readonly open: bigint; readonly trailing: bigint } | null
  readonly hasParent: boolean
  readonly notAlignedFor: string | null
  /** How many goals the person has in the period with this one. */
  readonly goals: number
  /** Of a goal of activity: which of the two stand beside it. */
  readonly beside: { readonly quality: boolean; readonly outcome: boolean } | null
  readonly lastYear: bigint | null
}
export interface Finding {
  readonly letter: 'S' | 'M' | 'A' | 'R' | 'T' | 'also'
  readonly code: string
  readonly amounts: { readonly [name: string]: bigint }
  readonly counts: { readonly [name: string]: number }
}

const GOALS_MOST = 5
/** Of fewer values a 95th percentile says nothing. */
const REACHED_LEAST = 12

/**
 * SMART check: what a target lacks and what would mend it, letter by letter. Advice: nothing here stops a target from being
 * set. Source: docs/definitions.md, SMART check.
 */
export function smartFindings(facts: DraftFacts): Finding[] {
  return [
    ...specific(facts),
    ...measurable(facts),
    ...attainable(facts),
    ...relevant(facts),
    ...timed(facts),
    ...also(facts),
  ]
}

type Amounts = Finding['amounts']
const finding = (
  letter: Finding['letter'],
  code: string,
  amounts: Amounts = {},
  counts: Finding['counts'] = {},
): Finding => ({
  letter,
  code,
  amounts,
  counts,
})

function specific({ metric, hasOwner }: DraftFacts): Finding[] {
  return [
    ...(metric === 'missing' ? [finding('S', 'metric_missing')] : []),
    ...(metric === 'unknown' ? [finding('S', 'metric_unknown')] : []),
    ...(hasOwner ? [] : [finding('S', 'owner_missing')]),
  ]
}

function measurable({ metric, amount, hasSource }: DraftFacts): Finding[] {
  return [
    ...(metric === 'noDirection' ? [finding('M', 'no_direction')] : []),
    ...(amount === 'missing' ? [finding('M', 'amount_missing')] : []),
    ...(amount === 'invalid' ? [finding('M', 'amount_invalid')] : []),
    ...(hasSource === false ? [finding('M', 'source_silent')] : []),
  ]
}

function attainable({ amount, better, reached, capacity }: DraftFacts): Finding[] {
  if (typeof amount !== 'bigint') return []
  const found: Finding[] = []
  const edge = edgeOf(reached, better)
  if (edge !== null && (better === 'higher' ? amount > edge : amount < edge))
    found.push(finding('A', 'beyond_most', { amount, edge }, { values: reached.length }))
  const within = capacity === null ? null : capacity.open + capacity.trailing
  if (capacity !== null && within !== null && within < amount)
    found.push(finding('A', 'capacity_short', { amount, ...capacity, missing: amount - within }))
  return found
}

/** What 19 of 20 stayed within. */
export function edgeOf(reached: readonly bigint[], better: 'higher' | 'lower'): bigint | null {
  // where nobody ever did any of it, nothing is known of what can be done
  if (reached.length < REACHED_LEAST || reached.every((value) => value === 0n)) return null
  const edge = percentile(reached.map(Number), better === 'higher' ? 0.95 : 0.05)
  return edge === undefined ? null : BigInt(Math.round(edge))
}

function relevant({ hasParent, notAlignedFor }: DraftFacts): Finding[] {
  return hasParent || (notAlignedFor !== null && notAlignedFor.trim() !== '') ? [] : [finding('R', 'no_parent')]
}

function timed({ period }: DraftFacts): Finding[] {
  return period === 'known' ? [] : [finding('T', `period_${period}`)]
}

function also({ goals, beside, amount, lastYear }: DraftFacts): Finding[] {
  return [
    ...(goals > GOALS_MOST ? [finding('also', 'many_goals', {}, { goals, most: GOALS_MOST })] : []),
    ...(beside !== null && !beside.quality ? [finding('also', 'no_quality_goal')] : []),
    ...(beside !== null && !beside.outcome ? [finding('also', 'no_outcome_goal')] : []),
    ...(lastYear !== null && lastYear === amount ? [finding('also', 'same_as_last_year', { amount: lastYear })] : []),
  ]
}
