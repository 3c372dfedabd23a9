import { expect, test } from 'vitest'
import type { TargetChangeWire } from '../records/target.ts'
import { waitingChanges } from './waitingChanges.ts'

const change = (amount: string, state: TargetChangeWire['state'], at: string): TargetChangeWire => ({
  id: at,
  version: 1,
  createdAt: `2026-04-${at}T00:00:00Z`,
  createdBy: null,
  updatedAt: `2026-04-${at}T00:00:00Z`,
  updatedBy: null,
  deletedAt: null,
  targetId: 't',
  memberId: null,
  kind: 'change',
  state,
  createdOn: `2026-04-${at}`,
  from: null,
  amount,
  reason: 'a larger territory',
  answeredAt: null,
  answeredBy: null,
  declinedFor: null,
})
const told = (...changes: TargetChangeWire[]) =>
  waitingChanges('100', changes).map(({ before, change: { amount } }) => `${before} → ${amount}`)

test('a change is told from what counts now, whatever was declined, and the next one from it', () => {
  expect(told(change('120', 'waiting', '02'))).toEqual(['100 → 120'])
  expect(told(change('150', 'waiting', '05'), change('110', 'inForce', '02'), change('90', 'declined', '03'))).toEqual([
    '110 → 150',
  ])
  expect(told(change('160', 'waiting', '06'), change('150', 'waiting', '05'))).toEqual(['100 → 150', '150 → 160'])
  expect(told(change('110', 'inForce', '02'))).toEqual([])
})
