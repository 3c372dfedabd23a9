import { beforeAll, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
beforeAll(() => setUp(product))

test('why booked revenue moved is told deal by deal, adds up, and each deal opens', async () => {
  const lead = await browser.visit()
  await signIn(lead, product.address)
  const stage = await lead.evaluate<string>(
    "fetch('/api/v1/stages?limit=1').then((answer) => answer.json()).then((page) => page.items[0].id)",
  )
  for (const [name, amount] of [
    ['Nordwind pilot', '12000.00'],
    ['Huaxia renewal', '8000.00'],
  ] as const) {
    const deal = await send(lead, 'POST', 'deals', { name, stageId: stage, amount: { amount, currency: 'CNY' } })
    await send(lead, 'POST', `deals/${deal.id}/win`, {})
  }
  await lead.goto(`${product.address}/results`)
  await lead.locator('tfoot [data-figure]').click()
  const panel = lead.getByRole('dialog')
  await panel.getByRole('button', { name: 'Why did it change?' }).click()
  const sum = panel.getByRole('row', { name: /^Difference/ })
  await sum.getByText('+CN¥20,000.00').waitFor()
  await panel
    .getByRole('row', { name: /Nordwind pilot/ })
    .getByText('+CN¥12,000.00')
    .waitFor()
  await panel
    .getByRole('row', { name: /Huaxia renewal/ })
    .getByText('+CN¥8,000.00')
    .waitFor()
  await picture(lead, 'why-changed')
  await panel.getByRole('button', { name: 'Since yesterday' }).click()
  await lead.reload()
  await sum.getByText('+CN¥20,000.00').waitFor()
  await panel.getByRole('link', { name: 'Nordwind pilot' }).click()
  await lead.waitForURL('**/deals/*')
})
