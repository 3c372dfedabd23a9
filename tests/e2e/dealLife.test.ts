import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
beforeAll(() => setUp(product))

async function openDeal(page: Page, name: string): Promise<void> {
  const [stage] = await page.evaluate<{ id: string }[]>(
    `fetch('/api/v1/stages').then((answer) => answer.json()).then(({ items }) => items)`,
  )
  const amount = { amount: '12000', currency: 'CNY' }
  const { id } = await send(page, 'POST', 'deals', { name, amount, stageId: stage?.id ?? '', nextStep: 'Call' })
  await page.goto(`${product.address}/deals/${id}`)
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

const fromMenu = async (page: Page, item: string) => {
  await page.getByRole('button', { name: 'More', exact: true }).first().click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('a deal is lost with its reason, reopened, won, corrected, cancelled, deleted and brought back', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await openDeal(page, 'Nordwind pilot')
  const dialog = page.getByRole('dialog')

  await page.getByRole('button', { name: 'Lose', exact: true }).click()
  await dialog.getByRole('button', { name: 'Lose', exact: true }).click()
  await dialog.getByText('Loss reason is missing').waitFor()
  await dialog.getByLabel('Loss reason').click()
  await page.getByRole('option', { name: 'Price' }).click()
  await dialog.getByRole('button', { name: 'Lose', exact: true }).click()
  await page.getByText('Lost: Price').waitFor()

  await page.getByRole('button', { name: 'Reopen' }).click()
  await page.getByRole('button', { name: 'Win', exact: true }).click()
  await dialog.getByRole('button', { name: 'Split the credit' }).click()
  await dialog.getByRole('button', { name: 'Win' }).click()
  await dialog.getByText('Choose a person, or take this line away.').waitFor()
  await dialog.getByRole('button', { name: 'Remove' }).last().click()
  await dialog.getByRole('button', { name: 'Split evenly' }).click()
  await dialog.getByRole('button', { name: 'Win' }).click()
  await page.getByText('Won, CN¥12,000.00').waitFor()

  await fromMenu(page, 'Correct…')
  await dialog.getByRole('button', { name: 'Correct' }).click()
  await dialog.getByText('Reason is').waitFor()
  await dialog.getByLabel('Amount').fill('11000')
  await dialog.getByLabel('Reason').fill('The contract says so')
  await dialog.getByRole('button', { name: 'Correct' }).click()
  await page.getByText('Won, CN¥11,000.00').waitFor()
  await picture(page, 'corrected')

  await fromMenu(page, 'Customer cancelled')
  await page.getByText('Cancelled by the customer').waitFor()
  await fromMenu(page, 'Delete')
  await page.waitForURL('**/deals')
  await page.getByRole('link', { name: 'Deleted' }).click()
  await page.getByRole('link', { name: 'Nordwind pilot' }).click()
  await page.getByText('Deleted: it is in no list any more').waitFor()
  await page.getByRole('button', { name: 'Restore' }).click()
  await page.getByRole('button', { name: 'Reopen' }).waitFor()
})

test('two people change the same field: the second is shown both, and the second’s wish stands', async () => {
  const [first, second] = [await browser.visit(), await browser.visit()]
  await signIn(first, product.address)
  await signIn(second, product.address)
  await openDeal(first, 'Tide gauge')
  await second.goto(first.url())
  for (const page of [first, second]) {
    await page.getByRole('button', { name: 'Change Next step', exact: true }).click()
    await page.getByRole('textbox', { name: 'Next step', exact: true }).waitFor()
  }
  await first.getByRole('textbox', { name: 'Next step', exact: true }).fill('Send the offer')
  await first.keyboard.press('Enter')
  await first.getByText('Send the offer').first().waitFor()
  await second.getByRole('textbox', { name: 'Next step', exact: true }).fill('Visit them')
  await second.keyboard.press('Enter')
  const dialog = second.getByRole('dialog')
  await dialog.getByText('Send the offer').waitFor()
  await dialog.getByText('Visit them').waitFor()
  await picture(second, 'conflict')
  await dialog.getByRole('button', { name: 'Use mine' }).click()
  await first.getByText('Visit them').first().waitFor()
})

test('what was open gives the focus back to what opened it, and nothing jumps', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await page.goto(`${product.address}/deals`)
  const focused = () => page.evaluate<string>(`document.activeElement?.textContent ?? ''`)
  await page.getByRole('button', { name: 'New deal' }).first().click()
  await page.getByRole('dialog').getByLabel('Deal name').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(focused).toContain('New deal')
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Closes on' }).click()
  await page.getByLabel('From').click()
  await page.getByRole('button', { name: /^1\d / }).first().click()
  await page.getByRole('button', { name: 'Apply' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(focused).toContain('Filter')
  const me = page.getByRole('button', { name: /林悦/ })
  const place = await me.boundingBox()
  await me.click()
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor()
  expect(await page.getByRole('button', { name: /林悦/ }).boundingBox()).toEqual(place)
})
