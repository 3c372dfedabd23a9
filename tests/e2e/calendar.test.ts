import type { Page } from 'playwright-core'
import { beforeAll, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
beforeAll(() => setUp(product))

async function dealOn(page: Page, name: string, closesOn: string): Promise<void> {
  const [stage] = await page.evaluate<{ id: string }[]>(
    `fetch('/api/v1/stages').then((answer) => answer.json()).then(({ items }) => items)`,
  )
  const amount = { amount: '12000', currency: 'CNY' }
  await send(page, 'POST', 'deals', { name, amount, stageId: stage?.id ?? '', closesOn })
}
const calendar = (page: Page) => page.goto(`${product.address}/deals?view=calendar&month=2031-05`)
const day = (page: Page, on: string) => page.locator(`[data-day="${on}"]`)
const deal = (page: Page, on: string, name: string) => day(page, on).getByRole('link', { name: new RegExp(name) })

test('a deal is dragged to another day of the month and back again', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await dealOn(page, 'Nordwind pilot', '2031-05-14')
  await calendar(page)
  await deal(page, '2031-05-14', 'Nordwind pilot').dragTo(day(page, '2031-05-22'))
  await deal(page, '2031-05-22', 'Nordwind pilot').waitFor()
  await picture(page, 'calendar')
  await page.getByRole('button', { name: 'Undo' }).click()
  await deal(page, '2031-05-14', 'Nordwind pilot').waitFor()
})

test('a deal is put on another day by keys alone', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await dealOn(page, 'Tide gauge', '2031-05-06')
  await calendar(page)
  await deal(page, '2031-05-06', 'Tide gauge').focus()
  for (const key of ['Space', 'ArrowDown', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
  await deal(page, '2031-05-14', 'Tide gauge').waitFor()
})

test('on a phone the days stand one below the other, and a menu puts a deal off', async () => {
  const page = await browser.visit({ screen: 'phone', locale: 'zh-CN', theme: 'dark' })
  await signIn(page, product.address)
  await dealOn(page, 'Lantern', '2031-05-08')
  await calendar(page)
  await deal(page, '2031-05-08', 'Lantern').waitFor()
  await picture(page, 'calendar-phone')
  await day(page, '2031-05-08')
    .getByRole('button', { name: /Lantern/ })
    .click()
  await page.getByRole('menuitem').last().click()
  await deal(page, '2031-05-15', 'Lantern').waitFor()
})
