import { Fault } from '#ledger/rules/fault.ts'
import { evaluate } from '#ledger/server/evaluate.ts'
import { figuresOf } from '#ledger/server/figures.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import { type Asker, inSnapshot } from '#ledger/server/question.ts'
import type { App } from '#platform/config/context.ts'
import type { Call } from '#platform/http/handled.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import { findWire } from '#platform/record/server/find.ts'
import { localeOf } from '#platform/text/messages.ts'
import type { DaysJson, GoalBelowJson, GoalPartsInput, GoalPartsJson } from '../contract/goalParts.ts'
import { type Target, target } from '../records/target.ts'
import { type Measure, unitsJson } from '../rules/amount.ts'
import type { OpenDeal } from '../rules/landing.ts'
import { paceDays } from '../rules/pace.ts'
import { expectedFor, landingFor, type Pacer, type Telling } from '../rules/progress.ts'
import { askedOf, whereOf } from './checkDraft.ts'
import { targetMetric } from './checkTarget.ts'
import { goalJson, namesFor } from './goals.ts'
import { ownProgress, progressOf, type Sources, sourcesFor } from './progressOf.ts'
import { targetsOf } from './targetRows.ts'

const limitUsual = 50
const limitMost = 200

/**
 * What the numbers of a target are worked out from, by the very inputs that `GET /goals` works with. Throws Faults
 * `record.not_found`, `list.limit_out_of_range`.
 */
export function goalPartsOf(
  app: App,
  call: Omit<Call<GoalPartsInput>, 'app'>,
  metrics: Metrics,
): Promise<GoalPartsJson> {
  const { db, actor, scope, input } = call
  const limit = Number(input.limit ?? limitUsual)
  if (limit < 1 || limit > limitMost)
    throw new Fault('list.limit_out_of_range', { field: 'limit', value: limit, most: limitMost })
  return inSnapshot(db, async (snapshot) => {
    await findWire(snapshot, actor, target, input.targetId, scope)
    const [of] = await targetsOf(snapshot, actor.orgId, [input.targetId])
    if (of === undefined || of.deletedAt !== null)
      throw new Fault('record.not_found', { field: 'targetId', value: input.targetId, type: 'target' })
    const org = await orgSettings(snapshot, actor.orgId)
    const asker: Asker = { db: snapshot, actor, scope, org }
    const today = todayIn(org, app.clock.now())
    const asOf = input.asOf === undefined ? null : Temporal.PlainDate.from(input.asOf)
    return partsJson(asker, { secret: app.secret, metrics, asOf, today, limit }, of)
  })
}

interface Given {
  readonly secret: string
  readonly metrics: Metrics
  readonly asOf: Temporal.PlainDate | null
  readonly today: Temporal.PlainDate
  readonly limit: number
}

async function partsJson(asker: Asker, given: Given, of: Target): Promise<GoalPartsJson> {
  const { limit } = given
  const sources = await sourcesFor(given.secret, asker, given.metrics, [of], given)
  const { measure } = sources.metricOf(of)
  const progress = await progressOf(sources, of)
  const { telling, pacer, figure, isWhole, byPipeline } = progress
  const isSum = isWhole && of.memberId === null && telling.cumulative
  const below = isSum ? await belowOf(asker, sources, of) : []
  const named = below.slice(0, limit)
  const rest = below.slice(limit)
  return {
    goal: goalJson(of, progress, sources, await namesFor(asker, [of]), localeOf(asker.actor.locale)),
    expectedTo: telling.expectedTo.toString(),
    amounts: sources.decided
      .amountsOf(of, measure)
      .map(({ from, amount }) => ({ from: from?.toString() ?? null, amount: unitsJson(amount, measure) })),
    isVacant: pacer.isVacant,
    employedFrom: pacer.employed.from?.toString() ?? null,
    employedTo: pacer.employed.to?.toString() ?? null,
    expectedDays: daysJson(pacer, telling, telling.expectedTo),
    landingDays: daysJson(pacer, telling, telling.day),
    isSum: below.length > 0,
    below: named.map(({ json }) => json),
    belowCount: below.length,
    belowRest: rest.length === 0 ? null : sumsOf(rest, measure),
    pipeline: byPipeline === null ? null : await pipelineOf(asker, given, of, figure.due ?? []),
  }
}

interface Below {
  readonly expected: bigint | null
  readonly landing: bigint | null
  readonly json: GoalBelowJson
}

/** Everybody whose part is in the sum, by name. */
async function belowOf(asker: Asker, sources: Sources, of: Target): Promise<readonly Below[]> {
  const { measure } = sources.metricOf(of)
  const some = sources.below(of)
  const names = await namesFor(asker, some)
  const json = (units: bigint | null) => (units === null ? null : unitsJson(units, measure))
  const found: Below[] = []
  for (const one of some) {
    const { quota, pacer, telling, actual, figure } = await ownProgress(sources, one)
    const name = names[one.memberId ?? ''] ?? ''
    const expected = expectedFor(quota, pacer, telling)
    const landing = landingFor(actual, pacer, telling, null)?.value ?? null
    found.push({
      expected,
      landing,
      json: {
        targetId: one.id,
        name,
        target: json(quota),
        actual: figure.json(name),
        expected: json(expected),
        landing: json(landing),
      },
    })
  }
  const { compare } = new Intl.Collator(localeOf(asker.actor.locale))
  return found.toSorted((a, b) => compare(a.json.name, b.json.name))
}

function sumsOf(some: readonly Below[], measure: Measure): NonNullable<GoalPartsJson['belowRest']> {
  const sum = (of: (one: Below) => bigint | null) =>
    unitsJson(
      some.reduce((all, one) => all + (of(one) ?? 0n), 0n),
      measure,
    )
  return { expected: sum(({ expected }) => expected), landing: sum(({ landing }) => landing) }
}

function daysJson(pacer: Pacer, { period }: Telling, on: Temporal.PlainDate): DaysJson {
  const { gone, all } = paceDays({ period, on, member: pacer.working, employed: pacer.employed })
  return { gone: String(Number(gone) / 2), all: String(Number(all) / 2) }
}

/** The open deals as the landing by pipeline takes them; their sum by chances opens to them. */
async function pipelineOf(asker: Asker, { secret, metrics, asOf }: Given, of: Target, due: readonly OpenDeal[]) {
  const metric = targetMetric(metrics, 'pipeline_weighted', asker.org)
  const where = whereOf(of)
  const question = { ...askedOf(metric.source, 'none', of), asOf, where }
  const { total, asOfSeq } = await evaluate(asker, question)
  const open = due.reduce((sum, { amount }) => sum + amount, 0n)
  return {
    deals: due.length,
    open: unitsJson(open, metric.measure),
    weighted: figuresOf(secret, asker, question, asOfSeq)(total, where, null),
  }
}
