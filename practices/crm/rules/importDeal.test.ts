import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Deal } from '../records/deal.ts'
import type { FrozenRate } from './basis.ts'
import { dealEntries } from './dealEntries.ts'
import { closedIn, outcomeIn } from './dealOutcome.ts'
import { changedDeal, type DealImport, type DealRow, newDeal } from './importDeal.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const usd = (amount: bigint) => ({ amount, currency: 'USD' })
const rate = (_: string, on: Temporal.PlainDate): FrozenRate => ({ n: '1', d: '1', rate: '1', on: on.toString() })
const told: DealImport = {
  today: day('2026-11-24'),
  base: 'USD',
  firstStageId: 'prospecting',
  lastStageId: 'negotiation',
  dims: (stageId) => ({ pipeline: 'sales', stage: stageId }),
  called: { account: 'Cancity', product: 'GTX Pro' },
  rate,
  prices: (productId) => (productId === null ? null : { list: usd(550_000n), cost: usd(200_000n) }),
  requireContact: () => {},
}
const won: DealRow = {
  externalId: 'D1',
  ownerId: 'maya',
  outcome: 'won',
  createdOn: day('2017-01-05'),
  closedOn: day('2017-03-01'),
  amount: usd(482_100n),
}

function kept(row: DealRow): Deal {
  const now = Temporal.Instant.from('2026-11-24T09:00:00Z')
  return {
    id: 'd1',
    version: 1,
    createdAt: now,
    createdBy: null,
    updatedAt: now,
    deletedAt: null,
    ...newDeal(row, told).values,
  }
}

test('a won deal keeps its days and its amount, and takes the last stage where none is told', () => {
  expect(newDeal(won, told).values).toMatchObject({
    name: 'Cancity · GTX Pro',
    status: 'won',
    stageId: 'negotiation',
    createdOn: day('2017-01-05'),
    closedOn: day('2017-03-01'),
    amount: usd(482_100n),
    firstAmount: usd(482_100n),
    openedFor: 'maya',
    lossReasonId: null,
  })
})

test('a lost deal of 0 has no amount; a won one of 0 is worth 0', () => {
  expect(newDeal({ ...won, outcome: 'lost', amount: usd(0n) }, told).values.amount).toBeNull()
  expect(newDeal({ ...won, amount: usd(0n) }, told).values.amount).toEqual(usd(0n))
})

test('a deal without a creation day is created on its close day, an open one on the day of the import, and both are told', () => {
  const { createdOn: _, ...row } = won
  expect(newDeal(row, told)).toMatchObject({
    values: { createdOn: day('2017-03-01') },
    warnings: ['import.created_when_closed'],
  })
  const open: DealRow = { externalId: 'D2', ownerId: 'maya', stageId: 'engaging' }
  expect(newDeal(open, told)).toMatchObject({
    values: { createdOn: told.today, status: 'open' },
    warnings: ['import.created_today'],
  })
})

test('one close date for all deals is the expected one of those that are open', () => {
  const open: DealRow = { externalId: 'D2', ownerId: 'maya', stageId: 'engaging', closedOn: day('2026-12-31') }
  expect(newDeal(open, told).values).toMatchObject({ status: 'open', closedOn: null, closesOn: day('2026-12-31') })
})

test('what can’t be is refused', () => {
  const code = (row: DealRow) => {
    try {
      newDeal(row, told)
      return null
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error
    }
  }
  expect(code({ ...won, amount: null })).toBe('import.won_without_amount')
  expect(code({ ...won, closedOn: null })).toBe('import.closed_without_day')
  expect(code({ ...won, closedOn: day('2016-12-31') })).toBe('deal.close_before_created')
  expect(code({ ...won, closedOn: day('2026-11-25') })).toBe('deal.close_day_in_future')
  expect(code({ ...won, createdOn: day('2026-11-25') })).toBe('import.created_in_future')
  expect(code({ ...won, outcome: null })).toBe('import.value_missing')
})

const rows = fc.record({
  externalId: fc.constant('D1'),
  ownerId: fc.constantFrom('maya', 'lin'),
  stageId: fc.constantFrom('prospecting', 'engaging', 'negotiation'),
  outcome: fc.constantFrom('won' as const, 'lost' as const, null),
  createdOn: fc.constantFrom(day('2017-01-05'), day('2017-02-01')),
  closedOn: fc.constantFrom(day('2017-03-01'), day('2017-04-01')),
  amount: fc.option(fc.bigInt({ min: 1n, max: 1_000_000n }).map(usd), { nil: undefined }),
})
const complete = rows.filter(({ outcome, amount }) => outcome !== 'won' || amount !== undefined)

test('the same row again changes nothing, not even the frozen rates', () => {
  fc.assert(
    fc.property(complete, (row) => {
      const before = kept(row)
      const { after, moves } = changedDeal(before, row, told)
      expect(after).toEqual(before)
      expect(moves).toEqual([])
    }),
  )
})

test('whatever stood before, the ledger says afterwards what the file says', () => {
  fc.assert(
    fc.property(complete, complete, (first, second) => {
      const changed = changedDeal(kept(first), second, told)
      const closing = (deal: Deal) =>
        dealEntries(deal)
          .filter(({ kind }) => kind !== 'deal.created')
          .map(({ kind, occurredOn, amount }) => [kind, occurredOn.toString(), amount])
      const { amount } = { amount: second.amount ?? first.amount }
      const wanted =
        second.outcome === null ? [] : [[`deal.${second.outcome}`, second.closedOn.toString(), amount?.amount ?? null]]
      expect(closing(changed.after)).toEqual(wanted)
    }),
  )
})

test('an empty cell leaves what stands', () => {
  const before = kept({ ...won, nextStep: 'Call', source: 'fair' })
  expect(changedDeal(before, { ...won, nextStep: null }, told).after).toMatchObject({
    nextStep: 'Call',
    source: 'fair',
  })
})

test('a cancelled deal that the file still calls won stays cancelled', () => {
  const before: Deal = { ...kept(won), status: 'cancelled', cancelledOn: day('2017-05-01') }
  expect(changedDeal(before, won, told).after).toEqual(before)
  expect(() => changedDeal(before, { ...won, outcome: 'lost' }, told)).toThrow('import.deal_cancelled')
})

test('how a deal ended is said in many words', () => {
  for (const word of ['Won', 'Closed Won', 'closed_won', '赢单', '成交']) expect(outcomeIn(word)).toBe('won')
  for (const word of ['Lost', 'Closed Lost', '输单', '丢单']) expect(outcomeIn(word)).toBe('lost')
  expect(outcomeIn('Engaging')).toBeNull()
  expect(closedIn('进行中')).toBeNull()
})
