import { expect, test } from 'vitest'
import { deal } from '#crm/records/deal.ts'
import { exportAddress } from './exportAddress.ts'

test('a file is asked for as the list is shown, in the language of the screen', () => {
  const view = {
    filter: { amount: { gte: '1000.00 CNY' }, status: { in: 'open,won' } },
    search: '云帆',
    sort: '-amount',
  }
  const asked = new URL(
    exportAddress(deal, view, ['name', 'amount', 'lastContact'], { language: 'zh-CN', format: 'xlsx' }),
    'http://farsail.test',
  )
  expect(asked.pathname).toBe('/api/v1/deals/export')
  expect([...asked.searchParams]).toEqual([
    ['fields', 'name,amount'],
    ['language', 'zh-CN'],
    ['format', 'xlsx'],
    ['search', '云帆'],
    ['sort', '-amount'],
    ['filter[amount][gte]', '1000.00 CNY'],
    ['filter[status][in]', 'open,won'],
  ])
})
