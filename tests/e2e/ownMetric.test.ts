import { beforeAll, expect, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
beforeAll(() => setUp(product))

test('a metric of one’s own is seen on real data while it is written, saved, compared and taken along', async () => {
  const lead = await browser.visit()
  await signIn(lead, product.address)
  const [stage = '', reason = ''] = await lead.evaluate<string[]>(
    `Promise.all(['stages', 'loss-reasons'].map((path) => fetch('/api/v1/' + path + '?limit=1')
      .then((answer) => answer.json()).then((page) => page.items[0].id)))`,
  )
  const deal = await send(lead, 'POST', 'deals', {
    name: 'Nordwind pilot',
    stageId: stage,
    amount: { amount: '12000.00', currency: 'CNY' },
  })
  await send(lead, 'POST', `deals/${deal.id}/lose`, { lossReasonId: reason })
  await lead.goto(`${product.address}/results`)
  await lead.getByRole('link', { name: 'All metrics' }).click()
  await lead.getByRole('link', { name: 'New metric' }).click()
  await lead.getByRole('button', { name: 'Deal lost' }).click()
  const preview = lead.getByRole('complementary')
  await preview.getByText('Total amount of Deal lost').waitFor()
  await preview.getByText('CN¥12,000.00').first().waitFor()
  await picture(lead, 'own-metric')
  await preview.locator('[data-figure]').first().click()
  await lead.getByRole('dialog').getByText('Nordwind pilot').first().waitFor()
  await lead.keyboard.press('Escape')
  await lead.getByLabel('Name in English').fill('Lost deals’ amount')
  await lead.getByRole('button', { name: 'Lower is better' }).click()
  await lead.getByRole('button', { name: 'Save metric' }).click()
  await lead.waitForURL('**/results?*metric=lost_deals_amount*')
  const total = lead.locator('tfoot tr')
  await total.getByRole('cell', { name: '+CN¥12,000.00', exact: true }).waitFor()
  await picture(lead, 'own-metric-compared')
  const file = lead.waitForEvent('download')
  await lead.getByRole('button', { name: 'Export' }).click()
  await lead.getByRole('menuitem', { name: 'Download as XLSX' }).click()
  expect((await file).suggestedFilename()).toMatch(/^Lost deals.* amount .*\.xlsx$/)
})
