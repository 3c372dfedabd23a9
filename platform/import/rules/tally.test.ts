import { expect, test } from 'vitest'
import { entry } from '#ledger/rules/entry.ts'
import { tallyKeeper } from './tally.ts'

const quarter = (day: Temporal.PlainDate) => `${day.year}-Q${Math.ceil(day.month / 3)}`
const won = (on: string, memberId: string, amount: bigint) =>
  entry('deal.won', Temporal.PlainDate.from(on), { memberId, amount, currency: 'USD', amountBase: amount })

test('what moves is told by kind and quarter, with the people whose figures move', () => {
  const keeper = tallyKeeper(null, quarter, { people: true })
  keeper.entries([won('2017-08-01', 'maya', 100n), won('2017-09-01', 'lin', 50n), won('2017-02-01', 'lin', 7n)], -1n)
  keeper.entries([won('2017-08-01', 'maya', 130n), won('2017-09-01', 'lin', 50n), won('2017-02-01', 'lin', 7n)], 1n)
  expect(keeper.tally().ledger).toEqual([
    { kind: 'deal.won', period: '2017-Q3', entries: 0, quantity: '0', amountBase: '30', people: 1 },
  ])
})

test('counting goes on from what was counted before', () => {
  const first = tallyKeeper(null, quarter, { people: false })
  first.row('created', 2, [{ code: 'import.created_today', details: {} }])
  first.entries([won('2017-08-01', 'maya', 100n)], 1n)
  const second = tallyKeeper(first.tally(), quarter, { people: false })
  second.row('created', 3, [{ code: 'import.created_today', details: {} }])
  second.row('refused', 4, [])
  second.entries([won('2017-08-02', 'maya', 100n)], 1n)
  expect(second.tally()).toEqual({
    outcomes: { created: 2, changed: 0, unchanged: 0, skipped: 0, refused: 1 },
    warnings: [{ code: 'import.created_today', rows: 2, lines: [2, 3] }],
    ledger: [{ kind: 'deal.won', period: '2017-Q3', entries: 2, quantity: '2000000', amountBase: '200', people: null }],
  })
  expect(first.tally().outcomes.created).toBe(1)
})
