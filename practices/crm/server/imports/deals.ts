import { sql } from 'kysely'
import type { Dims } from '#ledger/rules/entry.ts'
import { Fault } from '#ledger/rules/fault.ts'
import { amountText } from '#ledger/rules/money.ts'
import { draft } from '#ledger/server/save.ts'
import type { Db } from '#platform/db/connections.ts'
import { type ImportRow, sameValue } from '#platform/import/rules/importRow.ts'
import { targetFields } from '#platform/import/rules/targets.ts'
import { type Changes, changesOf, keyOfRow, onlyOne, recordsOfRows, written } from '#platform/import/server/changes.ts'
import {
  type ChunkPlan,
  type ImportKind,
  type ImportRun,
  type RowPlan,
  refused,
} from '#platform/import/server/importKind.ts'
import { outcomeOf } from '#platform/import/server/plainKind.ts'
import { type RatesOf, ratesInto } from '#platform/org/server/rates.ts'
import { type Deal as DealRecord, deal } from '../../records/deal.ts'
import { dealEvent } from '../../records/dealEvent.ts'
import { lossReason, pipeline, stage } from '../../records/pipeline.ts'
import { basisOf, freeze } from '../../rules/basis.ts'
import { requireSameAccount } from '../../rules/contactOf.ts'
import { closedIn } from '../../rules/dealOutcome.ts'
import { changedDeal, type DealImport, type DealMove, newDeal } from '../../rules/importDeal.ts'
import type { Prices } from '../../rules/prices.ts'
import { currenciesIn, pricesOf } from '../productPrices.ts'
import { type ContactPlace, contactPlaces } from '../requireContact.ts'
import { Account, Contact, Deal, DealEvent, LossReason, Product, Stage } from '../types.ts'
import { dealRowOf } from './dealRow.ts'
import { toAccount, toContact, toMember, toProduct } from './relations.ts'
import { createLossReasons, createStages, type StageOfPipeline, stagesByName, stagesInOrder } from './stages.ts'

const into = {
  owner: 'ownerId',
  product: 'productId',
  account: 'accountId',
  contact: 'contactId',
  stage: 'stageId',
  lostReason: 'lossReasonId',
} as const

/** Deals with the days on which things happened; a status or a stage such as "Won" or 输单 says how they ended. */
export const dealImport: ImportKind = {
  kind: 'deals',
  declaration: deal,
  fields: targetFields('deals').map((field) =>
    field.name === 'lostReason' ? { ...field, kind: 'relation', relationTo: 'lossReason', matches: ['name'] } : field,
  ),
  into,
  instead: { stage: ['status'], name: ['account', 'product', 'externalId'] },
  derived: {},
  apart: true,
  keys: [['externalId'], ['name', 'account'], ['name'], ['account', 'product', 'owner', 'createdOn']],
  relations: (mapped) =>
    [
      { ...toMember, field: 'owner' },
      { ...toProduct, field: 'product' },
      { ...toAccount, field: 'account' },
      { ...toContact, field: 'contact' },
      {
        field: 'stage',
        declaration: stage,
        by: ['name'],
        inFile: false,
        creation: 'suggested' as const,
        create: createStages,
        passes: (value: string) => closedIn(value) !== null,
        among: stagesByName,
      },
      {
        field: 'lostReason',
        declaration: lossReason,
        by: ['name'],
        inFile: false,
        creation: 'suggested' as const,
        create: createLossReasons,
      },
      { field: 'pipeline', declaration: pipeline, by: ['name'], inFile: false, creation: 'never' as const },
    ].filter(({ field }) => mapped.has(field)),
  writes: [
    written(Deal),
    written(DealEvent),
    written(Stage),
    written(LossReason),
    written(Account),
    written(Contact),
    written(Product),
  ],
  unitOf: (type, record) => (type === 'dealEvent' && typeof record.dealId === 'string' ? record.dealId : null),
  begin(run) {
    const known: Known = { stages: null, rates: null, segments: new Map(), prices: new Map(), contacts: new Map() }
    return (db, rows) => planDeals(run, known, db, rows)
  },
}

/** What is read once a run. */
interface Known {
  stages: readonly StageOfPipeline[] | null
  rates: { readonly of: RatesOf; readonly currencies: ReadonlySet<string> } | null
  /** Of the accounts that were met so far. */
  segments: Map<string, string | null>
  prices: Map<string, Prices | null>
  contacts: Map<string, ContactPlace | null>
}
const KNOWN_MAX = 100_000

async function planDeals(run: ImportRun, known: Known, db: Db, rows: readonly ImportRow[]): Promise<ChunkPlan> {
  const stages = known.stages ?? (await stagesInOrder(db, run.actor.orgId))
  known.stages = stages
  const org = run.actor.orgId
  const matching = { key: run.key, into, index: run.indexes.get('deal'), lock: !run.dry }
  const found = run.key.length === 0 ? new Map() : await recordsOfRows(db, org, deal, rows, matching)
  const there = [...found.values()].flat()
  const idsAt = (field: string) => rows.flatMap(({ values }) => values[field] ?? [])
  const productIds = [...idsAt('product'), ...there.map(({ productId }) => productId)]
  const prices = await readOnce(known.prices, productIds, (ids) => pricesOf(db, org, ids))
  const segments = await readOnce(known.segments, idsAt('account'), (ids) => segmentsOf(db, org, ids))
  const contactIds = [...idsAt('contact'), ...there.map(({ contactId }) => contactId)]
  const contacts = await readOnce(known.contacts, contactIds, (ids) => contactPlaces(db, org, ids))
  known.prices = prices
  known.segments = segments
  known.contacts = contacts
  const rates = await ratesFor(run, known, db, { rows, there, prices })
  const deals = changesOf(Deal)
  const events = changesOf(DealEvent)
  const chunk: Chunk = { run, stages, prices, segments, contacts, rates, found, deals, events }
  const plans = rows.map((row) => {
    try {
      return planDeal(chunk, row)
    } catch (error) {
      if (error instanceof Fault) return refused(row.line, [error])
      throw error
    }
  })
  return {
    rows: plans,
    async save(write) {
      await deals.save(write)
      await events.save(write)
    },
    entries() {
      const [one, other] = [deals.entries(), events.entries()]
      return { gone: [...one.gone, ...other.gone], come: [...one.come, ...other.come] }
    },
  }
}

interface Chunk {
  readonly run: ImportRun
  readonly stages: readonly StageOfPipeline[]
  readonly prices: ReadonlyMap<string, Prices | null>
  readonly segments: ReadonlyMap<string, string | null>
  readonly contacts: ReadonlyMap<string, ContactPlace | null>
  readonly rates: RatesOf
  readonly found: ReadonlyMap<string, DealRecord[]>
  readonly deals: Changes<typeof deal>
  readonly events: Changes<typeof dealEvent>
}

function planDeal(chunk: Chunk, row: ImportRow): RowPlan {
  const { run, deals } = chunk
  const key = keyOfRow(row, run.key) ?? ''
  const before = run.key.length === 0 ? null : onlyOne(chunk.found.get(key), key)
  const given = { ...dealRowOf(row, before), stageId: stageOf(chunk, row) }
  const told = importOf(chunk, row)
  const noKey = run.key.length === 0 ? [{ code: 'import.no_key', details: {} }] : []
  if (before === null) {
    const { values, warnings } = newDeal(given, told)
    const after = draft(deal, { ...values, createdBy: values.ownerId })
    const outcome = outcomeOf(run, false, true)
    const warned = [...noKey, ...warnings.map((code) => ({ code, details: {} }))]
    if (outcome === 'created') {
      deals.add(null, after)
      if (after.status === 'open') addStageEvent(chunk, after, null, after.createdOn)
    }
    return { line: row.line, outcome, id: after.id, name: after.name, changed: [], faults: [], warnings: warned }
  }
  const { after, moves } = changedDeal(before, given, told)
  const changed = changedNames(before, after)
  const outcome = outcomeOf(run, true, changed.length > 0)
  if (outcome === 'changed') {
    deals.add(before, after)
    for (const move of moves) addMove(chunk, move, before, after)
  }
  return { line: row.line, outcome, id: after.id, name: after.name, changed, faults: [], warnings: [] }
}

const NAMES = [...Object.keys(deal.fields), ...Object.keys(deal.kept)]

function changedNames(before: DealRecord, after: DealRecord): string[] {
  return NAMES.filter((name) => !sameValue(Reflect.get(before, name), Reflect.get(after, name)))
}

/** The stage that the row names, in the pipeline that it names. */
function stageOf({ stages }: Chunk, row: ImportRow): string | null | undefined {
  const id = row.values.stage
  const pipelineId = row.values.pipeline
  if (typeof id !== 'string') return id === undefined ? undefined : null
  const named = stages.find((one) => one.id === id)
  if (named === undefined || typeof pipelineId !== 'string' || named.pipelineId === pipelineId) return id
  const same = stages.find((one) => one.pipelineId === pipelineId && one.name === named.name)
  if (same === undefined)
    throw new Fault('import.stage_not_in_pipeline', {
      field: 'stage',
      value: named.name,
      pipeline: row.texts.pipeline ?? '',
    })
  return same.id
}

function importOf({ run, stages, prices, segments, contacts, rates }: Chunk, row: ImportRow): DealImport {
  const asked = row.values.pipeline
  const pipelineId = typeof asked === 'string' ? asked : stages[0]?.pipelineId
  const own = stages.filter((one) => one.pipelineId === pipelineId)
  const [first] = own
  const last = own.at(-1)
  if (first === undefined || last === undefined) throw new Fault('import.no_stage', { field: 'stage', value: null })
  const dims = (stageId: string, accountId: string | null): Dims => {
    const segment = accountId === null ? null : segments.get(accountId)
    const pipelineOf = stages.find((one) => one.id === stageId)?.pipelineId ?? first.pipelineId
    return { pipeline: pipelineOf, stage: stageId, ...(segment ? { segment } : {}) }
  }
  return {
    today: run.today,
    base: run.org.currency,
    firstStageId: first.id,
    lastStageId: last.id,
    dims,
    called: { account: calledAt(run, row, 'account'), product: calledAt(run, row, 'product') },
    rate: (currency, on) => freeze(rates.find(currency, on)),
    prices: (productId) => (productId === null ? null : (prices.get(productId) ?? null)),
    requireContact(deal) {
      const contact = deal.contactId === null ? null : contacts.get(deal.contactId)
      if (contact) requireSameAccount(deal, contact)
    },
  }
}

function calledAt(run: ImportRun, row: ImportRow, field: 'account' | 'product'): string | null {
  const id = row.values[field]
  return typeof id === 'string' ? (run.indexes.get(field)?.nameOf(id) ?? row.texts[field] ?? null) : null
}

function addStageEvent(chunk: Chunk, of: DealRecord, fromStageId: string | null, on: Temporal.PlainDate): void {
  const pipelineId = chunk.stages.find((one) => one.id === of.stageId)?.pipelineId ?? null
  addEvent(chunk, of, on, { kind: 'stage', fromStageId, toStageId: of.stageId, pipelineId, amount: of.amount })
}

/** What happened while nobody looked is dated to the day on which the file told of it. */
function addMove(chunk: Chunk, move: DealMove['kind'], before: DealRecord, after: DealRecord): void {
  const { today } = chunk.run
  if (move === 'stage') addStageEvent(chunk, after, before.stageId, today)
  if (move === 'reopened') addEvent(chunk, after, today, { kind: 'reopened', before: before.status })
  if (move === 'closeDay') {
    addEvent(chunk, after, today, {
      kind: 'closeDay',
      before: before.closesOn?.toString() ?? null,
      after: after.closesOn?.toString() ?? null,
    })
  }
  if (move === 'amount' && before.amount !== null && after.amount !== null) {
    const difference = { amount: after.amount.amount - before.amount.amount, currency: after.amount.currency }
    addEvent(chunk, after, today, {
      kind: 'amount',
      before: amountText(before.amount),
      after: amountText(after.amount),
      amount: difference,
    })
  }
}

function addEvent(
  { events }: Chunk,
  of: DealRecord,
  on: Temporal.PlainDate,
  values: { readonly kind: 'stage' | DealMove['kind']; readonly [field: string]: unknown },
): void {
  const { id: dealId, ownerId: memberId, accountId, productId, basis, createdBy } = of
  events.add(null, draft(dealEvent, { dealId, on, memberId, accountId, productId, basis, createdBy, ...values }))
}

interface Chunked {
  readonly rows: readonly ImportRow[]
  readonly there: readonly DealRecord[]
  readonly prices: ReadonlyMap<string, Prices | null>
}
/** Of all currencies that the deals of the file are and were in, and the prices that they are measured by. */
async function ratesFor(run: ImportRun, known: Known, db: Db, { rows, there, prices }: Chunked): Promise<RatesOf> {
  const asked = new Set<string>()
  for (const { values } of rows) {
    const { amount } = values
    if (typeof amount === 'object' && amount !== null && 'currency' in amount) asked.add(amount.currency)
  }
  for (const { amount, basis } of there) {
    const { list, cost } = basisOf(basis)
    for (const one of [amount, list, cost]) if (one) asked.add(one.currency)
  }
  for (const currency of currenciesIn(prices.values())) asked.add(currency)
  const before = known.rates
  if (before !== null && [...asked].every((currency) => before.currencies.has(currency))) return before.of
  const currencies = new Set([...(before?.currencies ?? []), ...asked])
  const of = await ratesInto(db, run.org, currencies)
  known.rates = { of, currencies }
  return of
}

/** What rows point to is read once a run, not once a chunk; where it is too much to keep, begun anew. */
async function readOnce<T>(
  before: Map<string, T | null>,
  given: readonly unknown[],
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, T | null>>,
): Promise<Map<string, T | null>> {
  const known = before.size > KNOWN_MAX ? new Map<string, T | null>() : before
  const ids = new Set<string>()
  for (const id of given) if (typeof id === 'string' && !known.has(id)) ids.add(id)
  if (ids.size === 0) return known
  const found = await read([...ids])
  for (const id of ids) known.set(id, found.get(id) ?? null)
  return known
}

async function segmentsOf(db: Db, orgId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const rows = await db
    .selectFrom('account')
    .select(['id', 'segment'])
    .where('org_id', '=', orgId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row.segment]))
}
