import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type By, groupings } from '#ledger/rules/metric.ts'
import { type Rational, roundDiv } from '#ledger/rules/rounding.ts'
import { WHOLE } from '#ledger/rules/share.ts'
import { type Answer, evaluate } from '#ledger/server/evaluate.ts'
import { headSeq, type Question, seqKnownOn } from '#ledger/server/question.ts'
import { appForTests } from '../../../tests/harness.ts'
import { metrics, orgOf } from './companyFixture.ts'
import { buildHistory, type History } from './historyFixture.ts'
import { twins, type Window } from './metricTwinsFixture.ts'
import { stageTwins } from './stageTwinsFixture.ts'

const testApp = appForTests()
let history: History
let client: pg.Client

beforeAll(async () => {
  history = await buildHistory(testApp)
  client = new pg.Client(testApp.owner)
  await client.connect()
}, 180_000)
afterAll(() => client?.end())

interface Asked {
  readonly period: readonly [string, string] | null
  readonly asOf?: string
  readonly knownOn?: string
}
const asked: readonly Asked[] = [
  { period: null },
  { period: ['2026-07-01', '2026-09-30'] },
  { period: ['2026-10-01', '2026-12-31'] },
  { period: ['2026-08-10', '2026-10-20'], asOf: '2026-09-15' },
  { period: ['2026-07-01', '2026-12-31'], knownOn: '2026-10-05' },
  { period: null, asOf: '2026-09-19', knownOn: '2026-10-05' },
]

/** As the product is asked and as the hand-written SQL is. */
async function both(key: string, by: By, { period, asOf, knownOn }: Asked, scope: 'all' | 'own' | 'line' = 'all') {
  const { app, ada, lin, maya } = history
  const db = app.db.of(ada.orgId)
  const org = await orgOf(history)
  const actor = { ...(scope === 'all' ? ada : scope === 'own' ? maya : lin), today: history.today() }
  const [from, to] = period ?? ['2026-10-01', '2026-12-31']
  const last = asOf !== undefined && asOf < to ? asOf : to
  const day = last < actor.today ? last : actor.today
  const known = knownOn ? Temporal.PlainDate.from(knownOn) : null
  const asOfSeq = known ? await seqKnownOn(db, org, known, app.clock.now()) : null
  const question: Question = {
    metric: metrics.of(key),
    by,
    from: Temporal.PlainDate.from(from),
    to: Temporal.PlainDate.from(to),
    periodAsked: period !== null,
    asOf: asOf ? Temporal.PlainDate.from(asOf) : null,
    asOfSeq,
    where: {},
  }
  const window: Window = {
    org: ada.orgId,
    from,
    to,
    last,
    day,
    outcome: asOf !== undefined && asOf < actor.today ? asOf : actor.today,
    seq: asOfSeq ?? (await headSeq(db, ada.orgId)),
    known: known ? `${known.add({ days: 1 })} 00:00:00+08` : null,
    asked: period !== null,
    visible: scope === 'all' ? null : await membersSeen(scope),
    revised: history.revised,
  }
  return {
    answer: await evaluate({ db, actor, scope, org }, question),
    window,
    question,
    asker: { db, actor, scope, org },
  }
}

async function membersSeen(scope: 'own' | 'line'): Promise<string[]> {
  const own = scope === 'own' ? history.maya.memberId : history.lin.memberId
  if (scope === 'own') return [own ?? '']
  const { rows } = await client.query<{ id: string }>(
    `select member_id as id from membership where manager_id = $1 and deleted_at is null and coalesce(valid_to, 'infinity') > '2026-11-24'`,
    [own],
  )
  return [own ?? '', ...rows.map((row) => row.id)]
}

async function twinOf(key: string, by: By, window: Window): Promise<Map<string | null, number | null>> {
  const own = stageTwins[key]
  if (own) return own(client, by, window)
  const { rows } = await client.query<{ key: string | null; value: string | null }>(twins[key]?.(by, window) ?? '')
  return new Map(rows.map((row) => [row.key, row.value === null ? null : Number(row.value)]))
}

/** A mix is whole where there is anything to be mixed. */
async function wholeOf(key: string, window: Window): Promise<Map<string | null, number | null>> {
  if (key !== 'activity_mix') return twinOf(key, 'none', window)
  const contacts = (await twinOf('contacts_total', 'none', window)).get('all') ?? 0
  return new Map([['all', contacts > 0 ? 1 : null]])
}

function shown(key: string, value: Rational | null): number | null {
  if (value === null) return null
  const { unit } = metrics.of(key)
  if (unit === 'money' || unit === 'moneyPerDay') return Number(roundDiv(value.n, value.d))
  return Number(value.n) / Number(value.d) / (unit === 'count' ? Number(WHOLE) : 1)
}

function expectSame(key: string, by: By, answer: Answer, twin: ReadonlyMap<string | null, number | null>) {
  const { combine, inputs } = metrics.of(key)
  const sums =
    combine === 'sum' ||
    key === 'margin_booked' ||
    key.startsWith('pipeline') ||
    inputs.some((one) => one.from === 'distinct')
  const none = sums || (combine === 'mix' && answer.total.value !== null) ? 0 : null
  const found = new Map(answer.rows.map((row) => [row.key, shown(key, row.value)]))
  // A group of nothing is shown or not; every other one must be there.
  const telling = [...twin].filter(([name, value]) => found.has(name) || (value ?? none) !== none)
  const wanted = new Map([
    ...[...found.keys()].map((name) => [name, none] as const),
    ...telling.map(([name, value]) => [name, value ?? none] as const),
  ])
  const close = (all: ReadonlyMap<string | null, number | null>) =>
    [...all].map(([name, value]) => `${name} ${value === null ? '—' : value.toFixed(6)}`).sort()
  expect(close(found), `${key} by ${by}`).toEqual(close(wanted))
}

const everyKey = metrics.all.map((one) => one.key)

test('every metric has a twin', () => {
  expect(everyKey.filter((key) => !twins[key] && !stageTwins[key])).toEqual([])
})

test.each(everyKey)(
  '%s is what hand-written SQL says, in every grouping, on any day and as known at any time',
  async (key) => {
    const known = metrics.of(key).by ?? groupings
    for (const one of asked) {
      const { answer, window } = await both(key, 'none', one)
      const whole = await wholeOf(key, window)
      const total: Answer = { ...answer, rows: [{ ...answer.total, key: 'all' }] }
      expectSame(key, 'none', total, whole)
      for (const by of known) {
        if (by === 'none') continue
        const grouped = await both(key, by, one)
        expectSame(key, by, grouped.answer, await twinOf(key, by, grouped.window))
        expect(shown(key, grouped.answer.total.value)).toEqual(shown(key, answer.total.value))
      }
    }
  },
)

test.each(everyKey)('%s is summed over the rows that one may see', async (key) => {
  for (const scope of ['own', 'line'] as const) {
    for (const period of [asked[1], asked[3]]) {
      const { answer, window } = await both(key, 'none', period ?? { period: null }, scope)
      const whole = await wholeOf(key, window)
      expectSame(key, 'none', { ...answer, rows: [{ ...answer.total, key: 'all' }] }, whole)
    }
  }
})

test.each(everyKey)(
  '%s says the same from the month cells and tables of now as from entries and versions',
  async (key) => {
    for (const by of metrics.of(key).by ?? groupings) {
      for (const one of asked.slice(0, 2)) {
        for (const scope of ['all', 'line'] as const) {
          const { answer, question, asker } = await both(key, by, one, scope)
          const again = await evaluate(asker, { ...question, asOfSeq: answer.asOfSeq })
          expect(plain(again), `${key} by ${by}`).toEqual(plain(answer))
        }
      }
    }
  },
)
/** Groups of nothing but entries and their reversals may be there or not. */
function plain({ total, rows, asOfSeq }: Answer) {
  return { total, rows: rows.toSorted((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1)), asOfSeq }
}
