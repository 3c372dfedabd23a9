import { expect, test } from 'vitest'
import { teamTree } from './teamTree.ts'

const team = (id: string, parentId: string | null = null) => ({ id, name: id, parentId })
const shown = (teams: readonly ReturnType<typeof team>[]) =>
  teamTree(teams, 'en').map((one) => `${'-'.repeat(one.depth)}${one.team.id}`)

test('each team stands below its parent, in the order of names', () => {
  expect(shown([team('West'), team('East 2', 'East'), team('East'), team('East 10', 'East')])).toEqual([
    'East',
    '-East 2',
    '-East 10',
    'West',
  ])
})

test('a team is never lost: without its parent it stands at the top, and in a ring too', () => {
  expect(shown([team('Lima', 'deleted'), team('A', 'B'), team('B', 'A')])).toEqual(['Lima', 'A', 'B'])
})
