/** What is told of a team; days as "2026-11-24". */
export interface Led<G extends LedGoal = LedGoal> {
  readonly memberId: string
  readonly name: string
  readonly onLeave: string | null
  readonly lastActiveOn: string | null
  readonly goals: readonly G[]
}
export interface LedGoal {
  readonly targetId: string
  readonly metric: string
  readonly from: string
  readonly to: string
  readonly status: string | null
  /** How much of what was expected there is; 1 is all of it. */
  readonly expectedPart: number | null
  readonly acceptedAt: string | null
  readonly declinedFor: string | null
  readonly pendingChanges: number
}
export interface Stray {
  readonly dealId: string
  readonly closesOn: string | null
  readonly pushes: number
  readonly hasStep: boolean
}

export type Look<P extends Led = Led, D extends Stray = Stray> =
  | { readonly kind: 'offPace' | 'declined'; readonly person: P; readonly goal: P['goals'][number] }
  | { readonly kind: 'unaccepted'; readonly people: readonly P[]; readonly goal: P['goals'][number] | undefined }
  | { readonly kind: 'quiet'; readonly person: P }
  | { readonly kind: 'slipped' | 'noStep'; readonly deal: D }

/** So many of a kind are named; the rest is told as a number. */
const most = { offPace: 5, slipped: 4, noStep: 3, quiet: 4 } as const
/** Who logged no contact for so many days is looked after. */
const quietDays = 7

export interface Looked<P extends Led, D extends Stray> {
  readonly looks: readonly Look<P, D>[]
  /** People off their pace beyond those that are named. */
  readonly offMore: number
}

/**
 * What asks a manager for a look 需要关注, nothing else: who is off the pace (the farthest first, each once), targets that
 * were declined, deals that slipped (their day has passed, or was pushed twice or more), targets not accepted, who logged
 * no contact for a week and isn't on leave, deals without a next step. Source: docs/definitions.md, worth a look.
 */
export function lookAt<P extends Led, D extends Stray>(
  people: readonly P[],
  deals: readonly D[],
  today: string,
): Looked<P, D> {
  const off = people.flatMap((person) => {
    const [worst] = person.goals.filter(isOff).toSorted((a, b) => part(a) - part(b))
    return worst ? [{ kind: 'offPace' as const, person, goal: worst }] : []
  })
  off.sort((a, b) => part(a.goal) - part(b.goal) || (a.person.memberId < b.person.memberId ? -1 : 1))
  const declined = people.flatMap((person) =>
    person.goals
      .filter(({ declinedFor }) => declinedFor !== null)
      .map((goal) => ({ kind: 'declined' as const, person, goal })),
  )
  const waits = ({ acceptedAt, declinedFor, pendingChanges }: LedGoal) =>
    pendingChanges > 0 || (acceptedAt === null && declinedFor === null)
  const waiting = people.filter(({ goals }) => goals.some(waits))
  const slipped = deals.filter(({ closesOn, pushes }) => pushes >= 2 || (closesOn !== null && closesOn < today))
  const looks: Look<P, D>[] = [
    ...off.slice(0, most.offPace),
    ...declined,
    ...slipped.slice(0, most.slipped).map((deal) => ({ kind: 'slipped' as const, deal })),
    ...(waiting.length > 0
      ? [{ kind: 'unaccepted' as const, people: waiting, goal: waiting[0]?.goals.find(waits) }]
      : []),
    ...people
      .filter((person) => isQuiet(person, today))
      .slice(0, most.quiet)
      .map((person) => ({ kind: 'quiet' as const, person })),
    ...deals
      .filter((deal) => !deal.hasStep && !slipped.includes(deal))
      .slice(0, most.noStep)
      .map((deal) => ({ kind: 'noStep' as const, deal })),
  ]
  return { looks, offMore: Math.max(0, off.length - most.offPace) }
}

export const isOff = ({ status }: Pick<LedGoal, 'status'>) => status === 'atRisk' || status === 'offTrack'
const part = ({ expectedPart }: LedGoal) => expectedPart ?? 1

/** Who has targets, isn't away, and has logged nothing for a week. */
function isQuiet({ goals, onLeave, lastActiveOn }: Led, today: string): boolean {
  if (goals.length === 0 || onLeave !== null) return false
  if (lastActiveOn === null) return true
  return Temporal.PlainDate.from(lastActiveOn).until(Temporal.PlainDate.from(today)).days > quietDays
}
