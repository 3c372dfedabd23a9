import { type Days, isBefore } from '#ledger/rules/fiscalYear.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import type { Asker } from '#ledger/server/question.ts'
import type { Target } from '../records/target.ts'
import { expectedStep, wholeUnits } from '../rules/amount.ts'
import { type Landing, landingByPipeline } from '../rules/landing.ts'
import { expectedFor, landingFor, type Pacer, quotaFor, type Telling } from '../rules/progress.ts'
import { type Decided, decidedAbout } from './changesOf.ts'
import { type TargetMetric, targetMetric } from './checkTarget.ts'
import { goalFigures, type TargetFigure } from './goalFigures.ts'
import type { RampHeld } from './ramps.ts'
import { nobodys, pacersOf, targetsBelow } from './targetRows.ts'
import { type Teams, teamsOf, teamTreeOf } from './teamTree.ts'

/** Where the numbers of targets come from, read once for all of a page. */
export interface Sources {
  readonly orgId: string
  readonly metricOf: (of: Target) => TargetMetric
  readonly figureOf: (of: Target) => Promise<TargetFigure>
  readonly tellingOf: (of: Target) => Telling
  readonly pacerOf: (memberId: string) => Pacer
  readonly rampOf: (memberId: string) => RampHeld | null
  readonly decided: Decided
  /** People's targets of the same metric and days below one of a team or of the organisation. */
  readonly below: (of: Target) => readonly Target[]
  readonly isWhole: (of: Target) => boolean
}

export async function sourcesFor(
  secret: string,
  asker: Asker,
  metrics: Metrics,
  targets: readonly Target[],
  { asOf, today }: { readonly asOf: Temporal.PlainDate | null; readonly today: Temporal.PlainDate },
): Promise<Sources> {
  const { db, org, scope } = asker
  const above = targets.filter(({ memberId }) => memberId === null)
  const below = await targetsBelow(db, org.id, above)
  const all = [...targets, ...below]
  const tree = await teamTreeOf(db, org.id)
  const teams = await teamsOf(asker, tree, [...new Set(above.flatMap(({ teamId }) => teamId ?? []))])
  const idsOf = (some: readonly Target[]) => [...new Set(some.flatMap(({ memberId }) => memberId ?? []))]
  const members = idsOf(all)
  const { pacerOf, rampOf } = await pacersOf(db, org.id, members)
  const byDays = Map.groupBy(below, daysKey)
  const metricOf = ({ metric }: Target) => targetMetric(metrics, metric, org)
  const figures = goalFigures(secret, asker, asOf, tree, { members, shown: idsOf(targets) })
  const tellingOf = (of: Target): Telling => ({
    period: of,
    day: asOf ?? today,
    expectedTo: asOf ?? today.subtract({ days: 1 }),
    cumulative: metricOf(of).source.cumulative,
    ramped: metricOf(of).source.cumulative && metricOf(of).better === 'higher',
    step: expectedStep(metricOf(of).measure),
  })
  return {
    orgId: org.id,
    metricOf,
    figureOf: (of) => figures(metricOf(of).source, of),
    tellingOf,
    pacerOf,
    rampOf,
    decided: await decidedAbout(db, org.id, all),
    below: (of) => belowOf(of, teams, tellingOf(of).day, byDays.get(daysKey(of)) ?? []),
    isWhole: (of) => of.memberId !== null || scope === 'all' || (of.teamId !== null && teams.isWhole(of.teamId, of)),
  }
}

const daysKey = ({ metric, from, to }: Target) => [metric, from, to].join(' ')

/** Who is in the team or below it on the day, or on the day of the period that is nearest to it. */
function belowOf(of: Target, teams: Teams, day: Temporal.PlainDate, some: readonly Target[]): readonly Target[] {
  if (of.teamId === null) return some
  const there = teams.on(of.teamId, dayWithin(of, day))
  return some.filter(({ memberId }) => memberId !== null && there.has(memberId))
}
export const dayWithin = ({ from, to }: Days, day: Temporal.PlainDate): Temporal.PlainDate =>
  isBefore(day, from) ? from : isBefore(to, day) ? to : day

/** How a target stands, in the metric's smallest unit. */
export interface Progress {
  readonly figure: TargetFigure
  readonly telling: Telling
  readonly pacer: Pacer
  readonly quota: bigint | null
  readonly expected: bigint | null
  readonly byPace: Landing | null
  readonly byPipeline: Landing | null
  /** The asker sees all that the figure is made of; of a part nothing is concluded. */
  readonly isWhole: boolean
}

/**
 * A person's by their own days. A team's and the organisation's amount is their own; what is expected and where they will
 * land are the sums of the people below, by the plain calendar where nobody is. Source: docs/definitions.md, cascade.
 */
export async function progressOf(sources: Sources, of: Target): Promise<Progress> {
  const { figure, telling, pacer, quota, actual } = await ownProgress(sources, of)
  const isWhole = sources.isWhole(of)
  const below = isWhole && of.memberId === null ? sources.below(of) : []
  const shared = { figure, telling, pacer, quota, isWhole }
  if (!isWhole) return { ...shared, expected: null, byPace: null, byPipeline: null }
  const byPipeline = pipelineLanding(actual, figure, telling, pacer)
  if (below.length === 0) {
    const expected = expectedFor(quota, pacer, telling)
    return { ...shared, expected, byPace: landingFor(actual, pacer, telling, figure.byDay), byPipeline }
  }
  const own = await Promise.all(below.map((one) => ownProgress(sources, one)))
  const expected = telling.cumulative
    ? own.reduce((sum, one) => sum + (expectedFor(one.quota, one.pacer, telling) ?? 0n), 0n)
    : expectedFor(quota, pacer, telling)
  const landings = own.flatMap((one) => landingFor(one.actual, one.pacer, telling, null) ?? [])
  const value = landings.reduce((sum, one) => sum + one.value, 0n)
  return { ...shared, expected, byPace: landings.length ? { value, low: null, high: null } : null, byPipeline }
}

/** By its own days alone. */
export async function ownProgress(sources: Sources, of: Target) {
  const { measure } = sources.metricOf(of)
  const telling = sources.tellingOf(of)
  const pacer = of.memberId === null ? nobodys : sources.pacerOf(of.memberId)
  const figure = await sources.figureOf(of)
  const { value } = figure.figure
  return {
    figure,
    telling,
    pacer,
    quota: quotaFor(sources.decided.amountsOf(of, measure), pacer, telling),
    actual: value === null ? null : wholeUnits(value, measure),
  }
}

/** Of a period that has begun or is to come; a vacant seat has no deals of its own. */
function pipelineLanding(
  actual: bigint | null,
  { due }: TargetFigure,
  { day, period }: Telling,
  { isVacant }: Pacer,
): Landing | null {
  if (actual === null || due === null || isVacant || !isBefore(day, period.to)) return null
  return landingByPipeline(actual, due)
}
