import { sql } from 'kysely'
import { Conflict, Fault } from '#ledger/rules/fault.ts'
import { dims, dimsOf, formulaIn, hasAmount, ownKinds, type Part, timeOf } from '#ledger/rules/ownMetric.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { type Call, type Handled, query } from '#platform/http/handled.ts'
import type { Json } from '#platform/record/field.ts'
import { snake } from '#platform/record/record.ts'
import type { Values } from '#platform/record/server/changes.ts'
import { handlersOf } from '#platform/record/server/handlers.ts'
import type { Types } from '#platform/record/server/names.ts'
import type { Ways } from '#platform/record/server/ways.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import type { ChoicesJson } from '../contract/drafts.ts'
import { ledger, type ValuesInput, type ValuesJson } from '../contract.ts'
import { type OwnMetric as OwnMetricRecord, ownMetric } from '../records/ownMetric.ts'
import { draftKey, draftMetric } from './draftMetric.ts'
import type { MetricSource } from './evaluate.ts'
import type { Metrics } from './metrics.ts'
import { metricWords } from './metricText.ts'
import type { RecordType } from './recordType.ts'
import { draft, save } from './save.ts'
import type { Write } from './write.ts'

export const OwnMetric: RecordType<typeof ownMetric> = { declaration: ownMetric }

type ValuesOf = (
  app: App,
  asked: Pick<Call<ValuesInput>, 'db' | 'actor' | 'scope' | 'input'>,
  metric: MetricSource,
) => Promise<ValuesJson>

export function ownMetricRoutes(metrics: Metrics, types: Types, valuesOf: ValuesOf): Handled[] {
  return [
    ...handlersOf(ledger.ownMetrics, OwnMetric, types, ownMetricWays(metrics)),
    query(ledger.metricDrafts.choices, ({ db, actor }) => choicesFor(db, actor, types)),
    query(ledger.metricDrafts.preview, async ({ app, db, actor, scope, input }) => {
      const metric = draftMetric(input)
      const { by = 'member', period } = input
      const asked = { key: draftKey, by, ...(period === undefined ? {} : { period }) }
      const words = await metricWords(db, actor, types, [metric])
      return { says: words.says(metric), values: await valuesOf(app, { db, actor, scope, input: asked }, metric) }
    }),
  ]
}

/** So many an organisation can have; they are all read to offer them. */
const METRICS_MOST = 200
const revisionsMost = 100

function ownMetricWays(metrics: Metrics): Ways<typeof ownMetric> {
  return {
    async create(write: Write, values: Values) {
      const given = draft(ownMetric, { ...values, revision: 1, former: [] })
      const checked = { ...given, key: keyIn(metrics, given.key), formula: kept(given.formula) }
      await requireRoom(write, checked.key)
      return save(write, OwnMetric, null, checked)
    },
    async change(write: Write, before: OwnMetricRecord, values: Values) {
      const after = { ...before, ...values }
      if (after.key !== before.key)
        throw new Conflict('metric.key_stays', { field: 'key', value: after.key, key: before.key })
      return save(write, OwnMetric, before, revised(before, { ...after, formula: kept(after.formula) }))
    },
  }
}

/** What is not understood is refused, and what the formula does not need is not kept. */
function kept(given: Json): Json {
  const { kind, of, under } = formulaIn(given)
  const part = ({ kinds, measure, only }: Part): Json => ({
    kinds,
    measure,
    only: only.map(({ dim, values, not = false }): Json => ({ dim, values, not })),
  })
  return { kind, of: part(of), under: under && part(under) }
}

/** Another formula is another revision; the former one stays, for what was opened by it. */
function revised(before: OwnMetricRecord, after: OwnMetricRecord): OwnMetricRecord {
  if (JSON.stringify(kept(before.formula)) === JSON.stringify(after.formula)) return after
  const former = Array.isArray(before.former) ? before.former : []
  if (before.revision >= revisionsMost)
    throw new Conflict('metric.revised_too_often', { field: 'formula', value: before.key, most: revisionsMost })
  return { ...after, revision: before.revision + 1, former: [...former, before.formula] }
}

/** Throws Faults `metric.key_invalid`, `metric.key_built_in`. */
function keyIn(metrics: Metrics, given: string): string {
  const key = given.trim()
  if (!/^[a-z][a-z0-9_]{1,39}$/.test(key) || key === draftKey)
    throw new Fault('metric.key_invalid', { field: 'key', value: given })
  if (metrics.all.some((one) => one.key === key)) throw new Conflict('metric.key_taken', { field: 'key', value: key })
  return key
}

/** Throws Conflicts `metric.key_taken`, `metric.too_many`. */
async function requireRoom(write: Write, key: string): Promise<void> {
  const { rows } = await sql<{ key: string }>`select key from own_metric
    where org_id = ${write.actor.orgId}::uuid`.execute(write.tx)
  if (rows.some((one) => one.key === key)) throw new Conflict('metric.key_taken', { field: 'key', value: key })
  if (rows.length >= METRICS_MOST)
    throw new Conflict('metric.too_many', { field: 'key', value: key, most: METRICS_MOST })
}

const choicesMost = 200
/** What was not seen for so long is not offered; a formula may name it all the same. */
const SEEN_DAYS = 400

async function choicesFor(db: Db, actor: Actor, types: Types): Promise<ChoicesJson> {
  const locale = localeOf(actor.locale)
  const found = []
  for (const [dim, type] of Object.entries(dims))
    found.push({
      dim,
      says: say(locale, `metric.own.dim.${dim}`),
      values: type === null ? await seenValues(db, actor, dim) : await recordValues(db, actor, types, type),
    })
  return {
    kinds: ownKinds.map((kind) => ({
      kind,
      says: say(locale, `kind.${kind}`),
      hasAmount: hasAmount(kind),
      time: timeOf(kind),
      dims: dimsOf([kind]),
    })),
    dims: found,
  }
}

interface Choice {
  readonly value: string
  readonly name: string
}
/** The ones who define metrics read all records of these types. */
async function recordValues(db: Db, actor: Actor, types: Types, type: string): Promise<Choice[]> {
  const declaration = types.get(type)
  if (!declaration) return []
  const name = sql.ref(snake(declaration.title))
  const { rows } = await sql<Choice>`select id::text as value, ${name} as name from ${sql.table(snake(type))}
    where org_id = ${actor.orgId}::uuid and deleted_at is null order by ${name}, id limit ${choicesMost}`.execute(db)
  return rows
}

async function seenValues(db: Db, actor: Actor, dim: string): Promise<Choice[]> {
  const carrying = ownKinds.filter((kind) => dimsOf([kind]).some((one) => one === dim))
  const since = Temporal.PlainDate.from(actor.today).subtract({ days: SEEN_DAYS })
  const { rows } = await sql<Choice>`select distinct dims->>${dim} as value, dims->>${dim} as name from ledger_entry
    where org_id = ${actor.orgId}::uuid and kind = any(${carrying}::text[]) and occurred_on >= ${since.toString()}::date
      and dims->>${dim} is not null order by 1 limit ${choicesMost}`.execute(db)
  return rows
}
