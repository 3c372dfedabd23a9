import { attainment, attainmentText } from '#ledger/rules/attainment.ts'
import { Fault } from '#ledger/rules/fault.ts'
import { type Days, isBefore } from '#ledger/rules/fiscalYear.ts'
import type { By } from '#ledger/rules/metric.ts'
import { periodOf } from '#ledger/rules/period.ts'
import { rational, ratioText } from '#ledger/rules/rounding.ts'
import { evaluate, type Figure, type MetricQuestion } from '#ledger/server/evaluate.ts'
import { figuresOf } from '#ledger/server/figures.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import { metricName } from '#ledger/server/metricText.ts'
import { type Asker, inSnapshot } from '#ledger/server/question.ts'
import type { App } from '#platform/config/context.ts'
import type { Call } from '#platform/http/handled.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import { instantText } from '#platform/record/wire.ts'
import { localeOf } from '#platform/text/messages.ts'
import type { CascadeInput, CascadeJson, CascadeNodeJson } from '../contract/cascade.ts'
import type { Target } from '../records/target.ts'
import { expectedStep, figureUnits, unitsJson, wholeUnits } from '../rules/amount.ts'
import { overAssignment } from '../rules/cascade.ts'
import { expectedFor, landingFor, quotaFor, type Telling } from '../rules/progress.ts'
import { statusOf } from '../rules/status.ts'
import { cascadeTree, inPreorder, type Place, placeOf } from './cascadeTree.ts'
import { type Decided, decidedAbout } from './changesOf.ts'
import { type TargetMetric, targetMetric } from './checkTarget.ts'
import { dayWithin } from './progressOf.ts'
import { nobodys, type People, pacersOf, targetsFor } from './targetRows.ts'
import { type Teams, teamsOf } from './teamTree.ts'

const limitUsual = 200
const limitMost = 2000

/** The tree of targets with how they stand, a page of it. Throws Faults of metric, period and page, `record.not_found` of a team. */
export function cascadeOf(app: App, call: Omit<Call<CascadeInput>, 'app'>, metrics: Metrics): Promise<CascadeJson> {
  const { db, actor, scope, input } = call
  const limit = Number(input.limit ?? limitUsual)
  if (limit < 1 || limit > limitMost)
    throw new Fault('list.limit_out_of_range', { field: 'limit', value: limit, most: limitMost })
  return inSnapshot(db, async (snapshot) => {
    const org = await orgSettings(snapshot, actor.orgId)
    const asker: Asker = { db: snapshot, actor, scope, org }
    const metric = targetMetric(metrics, input.metric, org)
    const period = periodOf(input.period, org)
    const today = todayIn(org, app.clock.now())
    const asOf = input.asOf === undefined ? null : Temporal.PlainDate.from(input.asOf)
    const day = asOf ?? today
    const { top: all, tree } = await cascadeTree(asker, period, dayWithin(period, day))
    const top = input.teamId === undefined ? all : placeOf(all, input.teamId)
    if (top === null) throw new Fault('record.not_found', { field: 'teamId', value: input.teamId ?? '', type: 'team' })
    const told = await standings(asker, metric, period, top, {
      telling: {
        period,
        day,
        expectedTo: asOf ?? today.subtract({ days: 1 }),
        cumulative: metric.source.cumulative,
        ramped: metric.source.cumulative && metric.better === 'higher',
        step: expectedStep(metric.measure),
      },
      teams: await teamsOf(asker, tree, scope === 'all' ? [] : [...tree.teams.keys()]),
      asOf,
    })
    const withPeople = String(input.people ?? 'true') === 'true'
    const places = inPreorder(top, ({ of }) => withPeople || of !== 'member')
    const first = input.cursor === undefined ? 0 : after(input.cursor, places)
    const page = places.slice(first, first + limit)
    const json = nodeJson(app.secret, asker, told, top.depth)
    return {
      metric: metric.source.key,
      metricName: metricName(metric.source, localeOf(actor.locale)),
      direction: metric.source.direction,
      period: period.key,
      from: period.from.toString(),
      to: period.to.toString(),
      on: day.toString(),
      nodes: page.map(json),
      count: places.length,
      nextCursor: first + limit < places.length ? keyOf(page.at(-1)) : null,
    }
  })
}
const keyOf = (place: Pick<Place, 'id'> | undefined) => place?.id ?? 'organisation'
function after(cursor: string, places: readonly Place[]): number {
  const found = places.findIndex((place) => keyOf(place) === cursor)
  if (found < 0) throw new Fault('list.cursor_invalid', { field: 'cursor', value: cursor.slice(0, 100) })
  return found + 1
}

/** How a place stands, in the metric's smallest unit. */
interface Standing {
  readonly target: Target | null
  readonly quota: bigint | null
  readonly below: bigint | null
  readonly expected: bigint | null
  readonly landing: bigint | null
  readonly people: number
  /** Whether the asker's figures hold all of it. */
  readonly isWhole: boolean
  readonly figure: Figure
}
interface Told {
  readonly metric: TargetMetric
  readonly telling: Telling
  readonly question: MetricQuestion
  readonly asOfSeq: bigint
  readonly decided: Decided
  of(place: Place): Standing
}
interface Given {
  readonly telling: Telling
  readonly teams: Teams
  readonly asOf: Temporal.PlainDate | null
}

/** Each is read once for the whole tree: targets, what was decided, people's days, the figure by person and by team. */
async function standings(asker: Asker, metric: TargetMetric, period: Days, top: Place, given: Given): Promise<Told> {
  const { db, org, scope } = asker
  const { telling, teams, asOf } = given
  const targets = await targetsFor(db, org.id, metric.source.key, period)
  const decided = await decidedAbout(db, org.id, targets)
  const byOwner = new Map(targets.map((one) => [one.memberId ?? one.teamId ?? 'organisation', one]))
  const people = await pacersOf(
    db,
    org.id,
    targets.flatMap(({ memberId }) => memberId ?? []),
  )
  const question = (by: By): MetricQuestion => ({
    metric: metric.source,
    by,
    from: period.from,
    to: period.to,
    periodAsked: true,
    asOf,
    asOfSeq: null,
    where: {},
  })
  const members = await evaluate(asker, question('member'))
  const inTeams = await evaluate(asker, question('teamTree'))
  const figures = new Map([...members.rows, ...inTeams.rows].map((row) => [row.key, row]))
  const known = new Map<Place, Standing>()
  const of = (place: Place): Standing => {
    const found =
      known.get(place) ??
      standingOf(place, {
        metric,
        telling,
        decided,
        people,
        target: byOwner.get(keyOf(place)) ?? null,
        figure: place.of === 'organisation' ? inTeams.total : (figures.get(place.id) ?? absent),
        isWhole: isWhole(place, scope === 'all', teams, period),
        below: place.below.map(of),
      })
    known.set(place, found)
    return found
  }
  of(top)
  return { metric, telling, question: question('none'), asOfSeq: inTeams.asOfSeq, decided, of }
}
const absent: Figure = { value: null, parts: [], entries: 0n, cases: null }

function isWhole({ of, id }: Place, reachesAll: boolean, teams: Teams, period: Days): boolean {
  return reachesAll || of === 'member' || (of === 'team' && id !== null && teams.isWhole(id, period))
}

interface Parts {
  readonly metric: TargetMetric
  readonly telling: Telling
  readonly decided: Decided
  readonly people: People
  readonly target: Target | null
  readonly figure: Figure
  readonly isWhole: boolean
  readonly below: readonly Standing[]
}

/** A person's by their own days; of a team or the organisation, what is expected and where it lands are sums of those below. */
function standingOf(place: Place, parts: Parts): Standing {
  const { metric, telling, decided, people, target, figure, isWhole: whole, below } = parts
  const pacer = place.of === 'member' && place.id !== null ? people.pacerOf(place.id) : nobodys
  const quota = target === null ? null : quotaFor(decided.amountsOf(target, metric.measure), pacer, telling)
  const actual = figure.value === null ? null : wholeUnits(figure.value, metric.measure)
  const shared = { target, quota, figure, isWhole: whole }
  if (place.of === 'member') {
    const landing = target === null ? null : landingFor(actual, pacer, telling, null)
    const expected = expectedFor(quota, pacer, telling)
    return { ...shared, below: null, expected, landing: landing?.value ?? null, people: 1 }
  }
  const count = below.reduce((sum, one) => sum + one.people, 0)
  if (!whole) return { ...shared, below: null, expected: null, landing: null, people: count }
  // what grows adds up; of a rate, the parts of several people say nothing together
  const adds = telling.cumulative
  const handed = sumOf(below.map((one) => one.quota ?? one.below))
  const expected = adds ? sumOf(below.map((one) => one.expected)) : null
  return {
    ...shared,
    below: adds ? handed : null,
    expected: expected ?? expectedFor(quota, nobodys, telling),
    landing: adds ? (sumOf(below.map((one) => one.landing)) ?? ownLanding(quota, actual, telling)) : null,
    people: count,
  }
}
const ownLanding = (quota: bigint | null, actual: bigint | null, telling: Telling) =>
  quota === null ? null : (landingFor(actual, nobodys, telling, null)?.value ?? null)

/** Of those that are there; null where none is. */
function sumOf(values: readonly (bigint | null)[]): bigint | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0n)
}

// Long: a line or two for each member of the answer, in the order in which the contract names them.
function nodeJson(secret: string, asker: Asker, told: Told, topDepth: number): (place: Place) => CascadeNodeJson {
  const { metric, telling, question, asOfSeq, decided } = told
  const toFigure = figuresOf(secret, asker, question, asOfSeq)
  const json = (units: bigint | null) => (units === null ? null : unitsJson(units, metric.measure))
  const hasEnded = !isBefore(telling.expectedTo, telling.period.to)
  return (place) => {
    const { target, quota, below, expected, landing, people, isWhole: whole, figure } = told.of(place)
    const actual = figure.value === null || !whole ? null : figureUnits(figure.value, metric.measure)
    const reached = actual === null || quota === null ? null : attainment(actual, rational(quota), metric.better)
    const over = below === null || quota === null ? null : overAssignment(quota, [below])
    const where = place.id === null ? {} : { [place.of === 'team' ? 'teamTree' : 'member']: place.id }
    return {
      of: place.of,
      id: place.id,
      parentId: place.depth === topDepth ? null : place.parentId,
      depth: place.depth - topDepth,
      name: place.name,
      isVacant: place.isVacant,
      people,
      targetId: target?.id ?? null,
      target: json(quota),
      below: json(below),
      overBy: json(over?.difference ?? null),
      overShare: over?.share ? ratioText(over.share.n, over.share.d) : null,
      actual: toFigure(figure, where, place.name),
      attainment: attainmentText(reached),
      gap:
        figure.value === null || quota === null || !whole
          ? null
          : json(wholeUnits(figure.value, metric.measure) - quota),
      expected: json(expected),
      byPace: landing === null ? null : { value: unitsJson(landing, metric.measure), low: null, high: null },
      status:
        !whole || expected === null || quota === null
          ? null
          : statusOf({
              actual,
              expected: rational(expected),
              quota: rational(quota),
              better: metric.better,
              hasEnded,
            }),
      acceptedAt: target?.acceptedAt ? instantText(target.acceptedAt) : null,
      declinedFor: target?.declinedFor ?? null,
      pendingChanges: target === null ? 0 : decided.waiting(target),
    }
  }
}
