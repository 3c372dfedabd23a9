import { expect, test } from 'vitest'
import { deal } from '../records/deal.ts'
import { groupFilter } from './groupFilter.ts'

test('a group shows its own records within what the list was filtered by', () => {
  const open = { status: { eq: 'open' } }
  expect(groupFilter(deal, 'ownerId', 'maya', open)).toEqual({ ...open, ownerId: { eq: 'maya' } })
  expect(groupFilter(deal, 'ownerId', null, open)).toEqual({ ...open, ownerId: { empty: 'true' } })
  expect(groupFilter(deal, 'closesOnMonth', '2028-02', open)).toEqual({
    ...open,
    closesOn: { gte: '2028-02-01', lte: '2028-02-29' },
  })
  expect(groupFilter(deal, 'closesOnMonth', '2026-11', { closesOn: { lte: '2026-11-15' } })).toEqual({
    closesOn: { gte: '2026-11-01', lte: '2026-11-15' },
  })
})
