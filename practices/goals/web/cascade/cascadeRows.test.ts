import { expect, test } from 'vitest'
import type { CascadeNodeJson } from '../../contract/cascade.ts'
import { cascadeRows, treeStep } from './cascadeRows.ts'

const node = (of: CascadeNodeJson['of'], id: string | null, depth: number): CascadeNodeJson => ({
  of,
  id,
  parentId: null,
  depth,
  name: id ?? 'all',
  isVacant: false,
  people: 0,
  targetId: null,
  target: null,
  below: null,
  overBy: null,
  overShare: null,
  actual: { value: null, unit: 'money', asOfSeq: '0', explain: '' },
  attainment: null,
  gap: null,
  expected: null,
  byPace: null,
  status: null,
  acceptedAt: null,
  declinedFor: null,
  pendingChanges: 0,
})
/** The organisation, two teams with two people each, and one in no team. */
const nodes = [
  node('organisation', null, 0),
  node('team', 'east', 1),
  node('member', 'maya', 2),
  node('member', 'tomas', 2),
  node('team', 'west', 1),
  node('member', 'lin', 2),
  node('member', 'seat', 2),
  node('member', 'ada', 1),
]
const names = (closed: string[]) => cascadeRows(nodes, new Set(closed)).map((row) => row.node.name)

test('a closed team hides its people, a closed organisation everybody', () => {
  expect(names([])).toHaveLength(8)
  expect(names(['team east'])).toEqual(['all', 'east', 'west', 'lin', 'seat', 'ada'])
  expect(names(['organisation '])).toEqual(['all'])
})

test('a row says how deep it lies and which of how many it is', () => {
  const rows = cascadeRows(nodes, new Set(['team west']))
  expect(rows.map(({ level, place, size, isOpen }) => [level, place, size, isOpen])).toEqual([
    [1, 1, 1, true],
    [2, 1, 3, true],
    [3, 1, 2, null],
    [3, 2, 2, null],
    [2, 2, 3, false],
    [2, 3, 3, null],
  ])
})

test('the keys walk the tree: right opens and goes below, left goes above and closes', () => {
  const rows = cascadeRows(nodes, new Set(['team west']))
  expect(treeStep(rows, 4, 'ArrowRight')).toEqual({ turn: 'team west' })
  expect(treeStep(rows, 1, 'ArrowRight')).toEqual({ to: 2 })
  expect(treeStep(rows, 3, 'ArrowLeft')).toEqual({ to: 1 })
  expect(treeStep(rows, 1, 'ArrowLeft')).toEqual({ turn: 'team east' })
  expect(treeStep(rows, 5, 'ArrowDown')).toBeNull()
  expect(treeStep(rows, 5, 'Home')).toEqual({ to: 0 })
})
