import { expect, test } from 'vitest'
import { goalInAddress, openedGoal } from './goalAddress.ts'

const targetId = '01a20ea0-4ebe-71a2-9d8c-2da836293334'

test('a number of a goal opens again from the address, with the days it is asked about', () => {
  const days = { since: '2026-11-17', until: '2026-11-24' }
  for (const opened of [
    { targetId, what: 'expected', days: null },
    { targetId, what: 'attainment', days },
  ] as const)
    expect(openedGoal(goalInAddress(opened))).toEqual(opened)
})

test('a figure of the ledger, and what nobody wrote so, is not taken for one', () => {
  expect(openedGoal('eyJh-_.s1gn~2026-11-17~2026-11-24')).toBeNull()
  expect(openedGoal(`goal~${targetId}~weather`)).toBeNull()
  expect(openedGoal('goal~../x~target')).toBeNull()
  expect(openedGoal(`goal~${targetId}~attainment~monday~x`)?.days).toBeNull()
})
