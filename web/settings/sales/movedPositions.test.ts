import { expect, test } from 'vitest'
import { movedPositions } from './movedPositions.ts'

const stages = ['Prospecting', 'Engaging', 'Proposal'].map((id, i) => ({ id, position: i + 1 }))

test('moving a stage up changes it and the one it passes, and no other', () => {
  expect(movedPositions(stages, { from: 2, at: 1 })).toEqual([
    { id: 'Proposal', position: 2 },
    { id: 'Engaging', position: 3 },
  ])
})

test('positions that were equal or had gaps come out as 1, 2, 3', () => {
  const loose = [
    { id: 'Price', position: 0 },
    { id: 'Timing', position: 0 },
    { id: 'Other', position: 9 },
  ]
  expect(movedPositions(loose, { from: 0, at: 1 })).toEqual([
    { id: 'Timing', position: 1 },
    { id: 'Price', position: 2 },
    { id: 'Other', position: 3 },
  ])
})
