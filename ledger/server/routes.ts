import { Fault } from '#ledger/rules/fault.ts'
import type { Days } from '#ledger/rules/fiscalYear.ts'
import { type By, unitOf } from '#ledger/rules/metric.ts'
import { periodContaining, periodOf, rangeOf } from '#ledger/rules/period.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { type Call, type Handled, query } from '#platform/http/handled.ts'
import { type Org, orgSettings, todayIn } from '#platform/org/settings.ts'
import type { Scope } from '#platform/record/record.ts'
import { namesOf, type Types } from '#platform/record/server/names.ts'
import { type Locale, localeOf, say } from '#platform/text/messages.ts'
import {
  type ChangeInput,
  type ChangeJson,
  ledger,
  type MetricJson,
  type RowJson,
  type ValuesInput,
  type ValuesJson,
} from '../contract.ts'
import { caseEvidence } from './caseEvidence.ts'
import { type ChangeAsked, changeJson, changeOf } from './change.ts'
import { type Answer, evaluate, type MetricQuestion, type MetricSource } from './evaluate.ts'
import { evidence } from './evidence.ts'
import { openToken, whereOf } from './explainLink.ts'
import { exportValues } from './exportValues.ts'
import { figuresOf, inputFigure, valueJson } from './figures.ts'
import { addressOf, type Metrics } from './metrics.ts'
import { type MetricWords, metricName, metricWords } from './metricText.ts'
import { ownMetricRoutes } from './ownMetricRoutes.ts'
import { type Asker, groupingOf, inSnapshot, seqKnownOn } from './question.ts'

export function ledgerRoutes(metrics: Metrics, types: Types): Handled[] {
  return [
    ...ownMetricRoutes(metrics, types, (app, asked, metric) => valuesOf(app, asked, metric, types)),
    query(ledger.metrics.list, async ({ db, actor }) => {
      const { all } = await metrics.in(db, actor.orgId)
      const words = await metricWords(db, actor, types, all)
      return { items: all.map((one) => metricJson(one, localeOf(actor.locale), words)) }
    }),
    query(ledger.metrics.values, (call) => metricValues(call.app, call, metrics, types)),
    query(ledger.metrics.export, async (call) => {
      const metric = (await metrics.in(call.db, call.actor.orgId, call.input.key)).of(call.input.key)
      return exportValues(call, metric, (input, locale) =>
        valuesOf(call.app, { ...call, actor: { ...call.actor, locale }, input }, metric, types),
      )
    }),
    query(ledger.metrics.change, (call) => metricChange(call.app, call, metrics, types)),
    query(ledger.explanations.get, async ({ app, actor, scope, db, input }) => {
      const opened = await openToken(app.secret, actor.orgId, input.token, (key) => metrics.in(db, actor.orgId, key))
      const asker: Asker = { db, actor, scope, org: await orgSettings(db, actor.orgId) }
      const { question } = opened
      const locale = localeOf(actor.locale)
      const { answer, behind } = await inSnapshot(db, async (snapshot) => {
        const within: Asker = { ...asker, db: snapshot }
        const entries = await evidence(within, question, input.cursor, types, locale)
        const records = await caseEvidence(within, question, input.recordsCursor, types)
        return { answer: await evaluate(within, question), behind: { ...entries, ...records } }
      })
      const { metric } = question
      const words = await metricWords(db, actor, types, [metric])
      return {
        metric: addressOf(metric),
        name: metricName(metric, locale),
        says: words.says(metric),
        of: opened.name,
        from: question.from.toString(),
        to: question.to.toString(),
        asOf: question.asOf?.toString() ?? null,
        where: question.where,
        asOfSeq: answer.asOfSeq.toString(),
        value: valueJson(metric.unit, answer.total.value, asker.org.currency),
        unit: metric.unit,
        ...(answer.total.cases ? { cases: answer.total.cases } : {}),
        inputs: metric.inputs.map((one, i) => ({
          name: one.name,
          says: words.inputSays(metric, one),
          value: inputFigure(one, answer.total.parts[i] ?? null, asker.org.currency),
          unit: unitOf(one),
        })),
        ...behind,
      }
    }),
  ]
}

function metricJson(metric: MetricSource, locale: Locale, words: MetricWords): MetricJson {
  const { key, unit, direction, cumulative, defined } = metric
  return {
    key,
    name: metricName(metric, locale),
    says: words.says(metric),
    unit,
    direction,
    cumulative,
    ...(metric.by ? { by: metric.by } : {}),
    ...(defined?.id ? { own: defined.id } : {}),
  }
}

type Asked = Pick<Call<ValuesInput>, 'db' | 'input'> & { readonly actor: Actor; readonly scope: Scope }

/** The values of a metric; the API, the command line and the screens all come through here. */
export async function metricValues(app: App, asked: Asked, metrics: Metrics, types: Types): Promise<ValuesJson> {
  const { db, actor, input } = asked
  return valuesOf(app, asked, (await metrics.in(db, actor.orgId, input.key)).of(input.key), types)
}

/** The values of a metric, whether it stands in the catalogue or is a draft. */
export async function valuesOf(
  app: App,
  { db, actor, scope, input }: Asked,
  metric: MetricSource,
  types: Types,
): Promise<ValuesJson> {
  const org = await orgSettings(db, actor.orgId)
  const now = app.clock.now()
  const knownOn = input.knownOn ? Temporal.PlainDate.from(input.knownOn) : null
  const asOf = input.asOf ? Temporal.PlainDate.from(input.asOf) : null
  const asked = periodAsked(input, org)
  const period = asked ?? periodContaining(asOf ?? todayIn(org, now), 'quarter', org)
  const asker: Asker = { db, actor, scope, org }
  // A level can be asked on a day before its period: what is open now and closes next quarter.
  if (asOf && !metric.own && Temporal.PlainDate.compare(asOf, period.from) < 0) {
    throw new Fault('metric.as_of_before_period', {
      field: 'asOf',
      value: asOf.toString(),
      from: period.from.toString(),
    })
  }
  const question: MetricQuestion = {
    metric,
    by: groupingOf(input.by ?? 'none', metric.by),
    from: period.from,
    to: period.to,
    periodAsked: asked !== null,
    asOf,
    asOfSeq: input.asOfSeq ? BigInt(input.asOfSeq) : knownOn ? await seqKnownOn(db, org, knownOn, now) : null,
    where: whereOf(input.where),
  }
  const answer = await evaluate(asker, question)
  return valuesJson(app, asker, question, answer, input, types)
}

const partsUsual = 20
const partsMost = 200

/** Why a figure moved between two days. */
async function metricChange(
  app: App,
  { db, actor, scope, input }: Pick<Call<ChangeInput>, 'db' | 'input'> & Pick<Asked, 'actor' | 'scope'>,
  metrics: Metrics,
  types: Types,
): Promise<ChangeJson> {
  const org = await orgSettings(db, actor.orgId)
  const [since, until] = [Temporal.PlainDate.from(input.since), Temporal.PlainDate.from(input.until)]
  const asked = periodAsked(input, org)
  const { from, to } = asked ?? periodContaining(until, 'quarter', org)
  const where = whereOf(input.where)
  const metric = (await metrics.in(db, actor.orgId, input.key)).of(input.key)
  for (const by of Object.keys(where)) groupingOf(by, metric.by)
  const question = {
    metric,
    by: 'none',
    from,
    to,
    periodAsked: asked !== null,
    asOf: null,
    asOfSeq: null,
    where,
  } as const
  const change: ChangeAsked = { question, since, until, known: input.known ?? null, now: app.clock.now() }
  const asker: Asker = { db, actor, scope, org }
  const words = await metricWords(db, actor, types, [metric])
  return changeJson(app, asker, change, await changeOf(asker, change, partsLimit(input.limit), types), words)
}

/** Throws Fault `list.limit_out_of_range`. */
export function partsLimit(asked: string | number | undefined): number {
  const limit = Number(asked ?? partsUsual)
  if (limit < 1 || limit > partsMost)
    throw new Fault('list.limit_out_of_range', { field: 'limit', value: limit, most: partsMost })
  return limit
}

function periodAsked({ period, from, to }: Pick<ValuesInput, 'period' | 'from' | 'to'>, org: Org): Days | null {
  if (period) return periodOf(period, org)
  return from && to ? rangeOf(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)) : null
}

async function valuesJson(
  app: App,
  asker: Asker,
  question: MetricQuestion,
  answer: Answer,
  input: ValuesInput,
  types: Types,
): Promise<ValuesJson> {
  const { metric, by } = question
  const locale = localeOf(asker.actor.locale)
  const names = await rowNames(asker, by, answer, types, locale)
  const json = figuresOf(app.secret, asker, question, answer.asOfSeq)
  const rows = answer.rows
    .filter(
      (row) =>
        String(input.nonzero ?? 'false') !== 'true' || row.entries > 0n || (row.value !== null && row.value.n !== 0n),
    )
    .map((row): RowJson & { order: number } => {
      const name = row.key === null ? say(locale, `metric.nobody.${by}`) : (names[row.key] ?? row.key)
      const where = { ...question.where, [by]: row.key ?? '' }
      return {
        key: row.key,
        name,
        entries: Number(row.entries),
        ...json(row, where, name),
        order: row.value === null ? Number.NEGATIVE_INFINITY : Number(row.value.n) / Number(row.value.d),
      }
    })
    .sort((a, b) =>
      by === 'month' ? (a.name < b.name ? -1 : 1) : b.order - a.order || a.name.localeCompare(b.name, locale),
    )
    .map(({ order: _, ...row }) => row)
  return {
    metric: addressOf(metric),
    unit: metric.unit,
    by,
    from: question.from.toString(),
    to: question.to.toString(),
    asOf: question.asOf?.toString() ?? null,
    knownOn: input.knownOn ?? null,
    asOfSeq: answer.asOfSeq.toString(),
    total: { ...json(answer.total, question.where, null), entries: Number(answer.total.entries) },
    rows,
  }
}

async function rowNames(
  asker: Asker,
  by: By,
  answer: Answer,
  types: Types,
  locale: Locale,
): Promise<Record<string, string>> {
  if (by === 'kind') return Object.fromEntries(answer.rows.map(({ key }) => [key ?? '', say(locale, `kind.${key}`)]))
  const type = by === 'manager' ? 'member' : by === 'teamTree' ? 'team' : by
  const declaration = types.get(type)
  if (!declaration) return {}
  return namesOf(
    asker.db,
    asker.actor,
    declaration,
    answer.rows.flatMap((row) => (row.key === null ? [] : [row.key])),
  )
}
