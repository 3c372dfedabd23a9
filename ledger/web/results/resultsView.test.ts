import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from '#web/frame/searchParams.ts'
import { changed, resultsSearch } from './resultsView.ts'

const address =
  '?metric=revenue_booked&by=team&period=FY2027-Q1&asOf=2026-11-24&where[region]=East&nonzero=true&search=huaxia&sort=name'

test('a link to results shows a colleague the same', () => {
  const view = resultsSearch(parseSearch(address))
  expect(view).toEqual({
    metric: 'revenue_booked',
    by: 'team',
    period: 'FY2027-Q1',
    asOf: '2026-11-24',
    where: { region: 'East' },
    nonzero: 'true',
    search: 'huaxia',
    sort: 'name',
  })
  expect(stringifySearch({ ...view })).toBe(address)
})

test('what an address says that the page does not know is left out', () => {
  expect(resultsSearch(parseSearch('?by=moon&sort=up&asOf=soon&where[moon]=1&nonzero=perhaps'))).toEqual({})
})

test('another view closes the figure that was open beside the page, opening one keeps the view', () => {
  const view = { by: 'team', explain: 'a.b' } as const
  expect(changed(view, { by: 'month' })).toEqual({ by: 'month' })
  expect(changed(view, { explain: 'c.d' })).toEqual({ by: 'team', explain: 'c.d' })
})
