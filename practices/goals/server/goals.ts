import { attainment, attainmentText } from '#ledger/rules/attainment.ts'
import { Fault } from '#ledger/rules/fault.ts'
import { isBefore } from '#ledger/rules/fiscalYear.ts'
import { periodOf } from '#ledger/rules/period.ts'
import { rational, ratioText } from '#ledger/rules/rounding.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import { metricName } from '#ledger/server/metricText.ts'
import { type Asker, inSnapshot } from '#ledger/server/question.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Call } from '#platform/http/handled.ts'
import { member } from '#platform/org/records/member.ts'
import { team } from '#platform/org/records/team.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import type { Scope } from '#platform/record/record.ts'
import { namesOf } from '#platform/record/server/names.ts'
import { instantText } from '#platform/record/wire.ts'
import { localeOf } from '#platform/text/messages.ts'
import { whose } from '../contract/amount.ts'
import type { AmountJson, GoalJson, GoalsInput, GoalsJson, LandingJson } from '../contract.ts'
import type { Target } from '../records/target.ts'
import { figureUnits, type Measure, unitsJson, unitsOf, wholeUnits } from '../rules/amount.ts'
import type { Landing } from '../rules/landing.ts'
import { quotaFor, workingDaysLeft } from '../rules/progress.ts'
import { employedDays } from '../rules/quota.ts'
import { rampWithin } from '../rules/ramp.ts'
import { statusOf } from '../rules/status.ts'
import { type Progress, progressOf, type Sources, sourcesFor } from './progressOf.ts'
import { sinceOf } from './sinceOf.ts'
import { type TargetKey, targetKeys, targetsOf, whoseIs } from './targetRows.ts'

const limitUsual = 50
const limitMost = 200

export interface GoalsAsked extends Pick<Call<GoalsInput>, 'db' | 'input'> {
  readonly actor: Actor
  readonly scope: Scope
}

/** A page of targets with how they stand; the API and the command line both come through here. */
export async function goalsOf(app: App, asked: GoalsAsked, metrics: Metrics): Promise<GoalsJson> {
  const limit = Number(asked.input.limit ?? limitUsual)
  if (limit < 1 || limit > limitMost)
    throw new Fault('list.limit_out_of_range', { field: 'limit', value: limit, most: limitMost })
  return standing(app, asked, metrics, (all) => {
    const after = asked.input.cursor === undefined ? -1 : placeOf(asked.input.cursor, all)
    const page = all.slice(after + 1, after + 1 + limit)
    const isLast = after + 1 + limit >= all.length
    return { page, nextCursor: isLast ? null : (page.at(-1)?.id ?? null) }
  })
}

/** All of them, for a command line. */
export function allGoals(app: App, asked: GoalsAsked, metrics: Metrics): Promise<GoalsJson> {
  return standing(app, asked, metrics, (page) => ({ page, nextCursor: null }))
}

function placeOf(cursor: string, all: readonly TargetKey[]): number {
  const place = all.findIndex(({ id }) => id === cursor)
  if (place < 0) throw new Fault('list.cursor_invalid', { field: 'cursor', value: cursor.slice(0, 100) })
  return place
}

type Paging = (all: readonly TargetKey[]) => { readonly page: readonly TargetKey[]; readonly nextCursor: string | null }

/** Everything is read in one snapshot: the parts of a page can't contradict each other. */
async function standing(
  app: App,
  { db, actor, scope, input }: GoalsAsked,
  metrics: Metrics,
  paging: Paging,
): Promise<GoalsJson> {
  return inSnapshot(db, async (snapshot) => {
    const org = await orgSettings(snapshot, actor.orgId)
    const asker: Asker = { db: snapshot, actor, scope, org }
    const today = todayIn(org, app.clock.now())
    const asOf = input.asOf === undefined ? null : Temporal.PlainDate.from(input.asOf)
    const day = asOf ?? today
    const found = await targetKeys(asker, {
      days: input.period === undefined ? null : periodOf(input.period, org),
      on: day,
      metric: input.metric === undefined ? null : metrics.of(input.metric).key,
      of: input.of ?? null,
      memberId: input.memberId ?? null,
      teamId: input.teamId ?? null,
      managerId: input.managerId ?? null,
    })
    const names = await namesFor(asker, found)
    const { page: keys, nextCursor } = paging(inOrder(found, names, localeOf(actor.locale)))
    const page = await targetsOf(
      snapshot,
      actor.orgId,
      keys.map(({ id }) => id),
    )
    const sources = await sourcesFor(app.secret, asker, metrics, page, { asOf, today })
    const items: GoalJson[] = []
    for (const of of page)
      items.push(goalJson(of, await progressOf(sources, of), sources, names, localeOf(actor.locale)))
    return { items, nextCursor }
  })
}

export type Names = Readonly<Record<string, string>>
export async function namesFor(
  { db, actor, org }: Asker,
  targets: readonly Pick<Target, 'memberId' | 'teamId'>[],
): Promise<Names> {
  const ids = (of: 'memberId' | 'teamId') => [...new Set(targets.flatMap((one) => one[of] ?? []))]
  return {
    ...(await namesOf(db, actor, member, ids('memberId'))),
    ...(await namesOf(db, actor, team, ids('teamId'))),
    [org.id]: org.name,
  }
}
const nameOf = (names: Names, of: Target, orgId: string) => names[of.memberId ?? of.teamId ?? orgId] ?? ''

/** The organisation's, then teams', then people's, each by name, metric and period. */
export function inOrder(targets: readonly TargetKey[], names: Names, locale: ReturnType<typeof localeOf>): TargetKey[] {
  const { compare } = new Intl.Collator(locale)
  const keyed = targets.map((of) => ({
    of,
    kind: whose.indexOf(whoseIs(of)),
    name: names[of.memberId ?? of.teamId ?? ''] ?? '',
    rest: [of.metric, of.from, of.period, of.id].join(' '),
  }))
  keyed.sort((a, b) => a.kind - b.kind || compare(a.name, b.name) || (a.rest < b.rest ? -1 : 1))
  return keyed.map(({ of }) => of)
}

// Long: a line or two for each member of the answer, in the order in which the contract names them.
export function goalJson(
  of: Target,
  progress: Progress,
  sources: Sources,
  names: Names,
  locale: ReturnType<typeof localeOf>,
): GoalJson {
  const { source, better, measure } = sources.metricOf(of)
  const { figure, quota, expected, byPace, byPipeline, telling, pacer, isWhole } = progress
  const name = nameOf(names, of, sources.orgId)
  const json = (units: bigint | null): AmountJson | null => (units === null ? null : unitsJson(units, measure))
  const tier = (text: string | null, field: string) =>
    text === null ? null : json(quotaFor([{ from: null, amount: unitsOf(text, measure, field) }], pacer, telling))
  const value = figure.figure.value
  const actual = value === null ? null : figureUnits(value, measure)
  const told = isWhole ? actual : null
  const reached = told === null || quota === null ? null : attainment(told, rational(quota), better)
  const hasEnded = !isBefore(telling.expectedTo, of.to)
  const status =
    !isWhole || expected === null
      ? null
      : statusOf({
          actual,
          expected: rational(expected),
          quota: quota === null ? null : rational(quota),
          better,
          hasEnded,
        })
  return {
    targetId: of.id,
    of: whoseIs(of),
    ofId: of.memberId ?? of.teamId,
    name,
    metric: of.metric,
    metricName: metricName(source, locale),
    direction: source.direction,
    period: of.period,
    from: of.from.toString(),
    to: of.to.toString(),
    on: telling.day.toString(),
    target: json(quota),
    ramp: rampJson(of, progress, sources),
    stretch: tier(of.stretch, 'stretch'),
    challenge: tier(of.challenge, 'challenge'),
    actual: figure.json(name),
    attainment: attainmentText(reached),
    gap: told === null || quota === null || value === null ? null : json(wholeUnits(value, measure) - quota),
    expected: json(expected),
    byPace: landingJson(byPace, measure),
    byPipeline: landingJson(byPipeline, measure),
    status,
    since: sinceOf(status, of.memberId !== null, progress, sources.metricOf(of))?.toString() ?? null,
    workingDaysLeft: String(workingDaysLeft(pacer, telling)),
    acceptedAt: of.acceptedAt === null ? null : instantText(of.acceptedAt),
    declinedFor: of.declinedFor,
    pendingChanges: sources.decided.waiting(of),
  }
}

/** How a newcomer's target came to be; null where the whole period is asked in full. */
function rampJson(of: Target, { pacer, telling, quota }: Progress, sources: Sources): GoalJson['ramp'] {
  const held = of.memberId === null ? null : sources.rampOf(of.memberId)
  const days = employedDays(of, pacer.employed)
  if (held === null || days === null || quota === null || !telling.ramped) return null
  const shares = rampWithin(held.stretches, days)
  if (shares.every(({ percent }) => percent === 100n)) return null
  const { measure } = sources.metricOf(of)
  const full = quotaFor(sources.decided.amountsOf(of, measure), { ...pacer, ramp: [] }, telling)
  return {
    rampId: held.id,
    name: held.name,
    full: full === null ? null : unitsJson(full, measure),
    shares: shares.map(({ from, to, percent }) => ({
      from: from.toString(),
      to: to.toString(),
      share: ratioText(percent, 100n),
    })),
  }
}

export function landingJson(landing: Landing | null, measure: Measure): LandingJson | null {
  if (landing === null) return null
  const json = (units: bigint | null) => (units === null ? null : unitsJson(units, measure))
  return { value: unitsJson(landing.value, measure), low: json(landing.low), high: json(landing.high) }
}
