import { expect, test } from 'vitest'
import type { EntryJson } from '#ledger/contract.ts'
import { accountsIn, entryValue, measureOf, sumOf } from './entryValue.ts'

const usd = (amount: string) => ({ amount, currency: 'USD' })
const entry = (more: Partial<EntryJson>): EntryJson => ({
  seq: '1',
  kind: 'deal.won',
  says: 'Deal won',
  occurredOn: '2026-11-24',
  recordedAt: '2026-11-24T08:00:00.000Z',
  memberId: null,
  memberName: null,
  accountId: 'huaxia',
  accountName: 'Huaxia',
  share: '1',
  quantity: '1',
  q2: '34',
  amount: usd('600.00'),
  amountBase: usd('600.00'),
  fxRate: null,
  fxOn: null,
  subjectType: 'deal',
  subjectId: 'deal',
  subjectName: null,
  reverses: null,
  ...more,
})
const input = (name: string, unit: 'money' | 'count' | 'days') => ({ name, says: name, value: null, unit })

test('the lines of an explanation add up exactly, reversals taken off', () => {
  expect(sumOf([usd('600.00'), usd('720.00'), usd('-600.00'), null], 'money', 'USD')).toEqual(usd('720.00'))
  expect(sumOf(['0.333334', '0.333333', '0.333333', '-1'], 'count', 'USD')).toBe('0')
})

test('nothing sums to nothing', () => {
  expect(sumOf([], 'money', 'JPY')).toEqual({ amount: '0', currency: 'JPY' })
})

test('a line shows what it brings: money to an average deal, days to a cycle, itself to a count', () => {
  const brings = (unit: 'money' | 'ratio' | 'days', ...inputs: ReturnType<typeof input>[]) =>
    entryValue(entry({}), measureOf({ unit, inputs }))
  expect(brings('money', input('won', 'money'), input('deals', 'count'))).toEqual(usd('600.00'))
  expect(brings('days', input('days', 'days'), input('deals', 'count'))).toBe('34')
  expect(brings('ratio', input('won', 'count'), input('closed', 'count'))).toBe('1')
})

test('customers are counted once, and not when all that they had was taken back', () => {
  const calls = [
    entry({}),
    entry({}),
    entry({ accountId: 'nordwind' }),
    entry({ accountId: 'nordwind', quantity: '-1' }),
  ]
  expect(accountsIn(calls)).toBe(1)
})
