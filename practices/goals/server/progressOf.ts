import { isBefore } from '#ledger/rules/fiscalYear.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import type { Asker } from '#ledger/server/question.ts'
import type { Target } from '../records/target.ts'
import { expectedStep, wholeUnits } from '../rules/amount.ts'
import { type Landing, landingByPipeline } from '../rules/landing.ts'
import { expectedFor, landingFor, type Pacer, quotaFor, type Telling } from '../rules/progress.ts'
import { type Decided, decidedAbout } from './changesOf.ts'
import { type TargetMetric, targetMetric } from './checkTarget.ts'
import { goalFigures, type TargetFigure } from './goalFigures.ts'
import { nobodys, pacersOf, type Teams, targetsBelow, teamsOf } from './targetRows.ts'

/** Where the numbers of targets come from, read once for all of a page. */
export interface Sources {
  readonly orgId: string
  readonly metricOf: (of: Target) => TargetMetric
  readonly figureOf: (of: Target) => Promise<TargetFigure>
  readonly tellingOf: (of: Target) => Telling
  readonly pacerOf: (memberId: string) => Pacer
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
  const teams = await teamsOf(asker, [...new Set(above.flatMap(({ teamId }) => teamId ?? []))])
  const metricOf = ({ metric }: Target) => targetMetric(metrics, metric, org)
  const figures = goalFigures(secret, asker, asOf)
  const tellingOf = (of: Target): Telling => ({
    period: of,
    day: asOf ?? today,
    expectedTo: asOf ?? today.subtract({ days: 1 }),
    cumulative: metricOf(of).source.cumulative,
    step: expectedStep(metricOf(of).measure),
  })
  return {
    orgId: org.id,
    metricOf,
    figureOf: (of) => figures(metricOf(of).source, of),
    tellingOf,
    pacerOf: await pacersOf(db, org.id, [...new Set(all.flatMap(({ memberId }) => memberId ?? []))]),
    decided: await decidedAbout(db, org.id, all),
    below: (of) => below.filter((one) => isBelow(one, of, teams, tellingOf(of).day)),
    isWhole: (of) => of.memberId !== null || scope === 'all' || (of.teamId !== null && teams.isWhole(of.teamId, of)),
  }
}

/** Who is in the team on the day, or on the day of the period that is nearest to it. */
function isBelow(one: Target, of: Target, teams: Teams, day: Temporal.PlainDate): boolean {
  if (one.metric !== of.metric || !one.from.equals(of.from) || !one.to.equals(of.to)) return false
  if (of.teamId === null) return true
  const on = isBefore(day, of.from) ? of.from : isBefore(of.to, day) ? of.to : day
  return teams.on(of.teamId, on).has(one.memberId ?? '')
}

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

async function ownProgress(sources: Sources, of: Target) {
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
