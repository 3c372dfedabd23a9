import { expect, test } from 'vitest'
import { nextStepState } from './nextStepState.ts'

test('a next step is planned, due today or overdue by its day; without a day it only says what, and nothing is nothing', () => {
  const at = (nextStepOn: string | null, nextStep: string | null = 'Call') =>
    nextStepState({ nextStep, nextStepOn }, '2026-11-24')
  expect([at('2026-11-25'), at('2026-11-24'), at('2026-11-23'), at(null), at(null, null), at(null, ' ')]).toEqual([
    'planned',
    'today',
    'overdue',
    'undated',
    'none',
    'none',
  ])
})
