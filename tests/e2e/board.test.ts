import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
beforeAll(() => setUp(product))

async function dealIn(page: Page, name: string): Promise<void> {
  const [stage] = await page.evaluate<{ id: string }[]>(
    `fetch('/api/v1/stages').then((answer) => answer.json()).then(({ items }) => items)`,
  )
  await send(page, 'POST', 'deals', { name, amount: { amount: '12000', currency: 'CNY' }, stageId: stage?.id ?? '' })
}
const board = (page: Page) => page.goto(`${product.address}/deals?view=board`)
const column = (page: Page, stage: string) => page.getByRole('region', { name: new RegExp(`^${stage}:`) })
const card = (page: Page, stage: string, name: string) => column(page, stage).getByRole('link', { name, exact: true })
const [first, second] = ['Prospecting', 'Engaging'] as const

test('a deal is dragged to another stage and back again; a colleague sees it come and go', async () => {
  const [page, other] = [await browser.visit(), await browser.visit()]
  await signIn(page, product.address)
  await signIn(other, product.address)
  await dealIn(page, 'Nordwind pilot')
  await Promise.all([board(page), board(other)])
  await card(other, first, 'Nordwind pilot').waitFor()
  await card(page, first, 'Nordwind pilot').dragTo(column(page, second))
  await card(page, second, 'Nordwind pilot').waitFor()
  await column(page, second)
    .getByRole('heading', { name: `${second} 1` })
    .waitFor()
  await card(other, second, 'Nordwind pilot').waitFor()
  await picture(page, 'board')
  await page.getByRole('button', { name: 'Undo' }).click()
  await card(page, first, 'Nordwind pilot').waitFor()
  await card(other, first, 'Nordwind pilot').waitFor()
})

test('a deal is moved by keys alone, and what happens is said aloud', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await dealIn(page, 'Tide gauge')
  await board(page)
  await card(page, first, 'Tide gauge').focus()
  await page.keyboard.press('Space')
  await page.getByText(`“Tide gauge” picked up from ${first}.`).waitFor()
  await page.keyboard.press('ArrowRight')
  await page.getByText(`Over ${second}`).waitFor()
  await page.keyboard.press('Space')
  await card(page, second, 'Tide gauge').waitFor()
  await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toBe('Tide gauge')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Escape')
  await page.getByText('“Tide gauge” stays where it was').waitFor()
  await card(page, second, 'Tide gauge').waitFor()
})

test('dropped on Lost a deal asks for its reason, and leaves the board once that is given', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await dealIn(page, 'Storm drain')
  await board(page)
  await card(page, first, 'Storm drain').dragTo(page.locator('[data-end=lost]'), { force: true })
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Loss reason').click()
  await page.getByRole('option', { name: 'Price' }).click()
  await dialog.getByRole('button', { name: 'Lose', exact: true }).click()
  await card(page, first, 'Storm drain').waitFor({ state: 'detached' })
})

test('a deal that somebody else closed meanwhile stays where it was, and the reader is told why', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await dealIn(page, 'Sea chart')
  await board(page)
  await card(page, first, 'Sea chart').waitFor()
  await page.route('**/advance', (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      body: JSON.stringify({ detail: 'This deal is closed.', status: 409 }),
    }),
  )
  await card(page, first, 'Sea chart').dragTo(column(page, second))
  await page.getByText(/“Sea chart” stays in Prospecting/).waitFor()
  await card(page, first, 'Sea chart').waitFor()
})

test('a new deal is typed into its column, and the sum of the column opens to how it is computed', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await board(page)
  await page.getByRole('button', { name: 'New deal in Negotiation' }).click()
  await page.getByLabel('Deal name').fill('Harbour lights')
  await page.getByLabel('Amount (CNY)').fill('5000')
  await page.keyboard.press('Enter')
  await card(page, 'Negotiation', 'Harbour lights').waitFor()
  await page.getByRole('button', { name: 'How the sum of Negotiation is computed' }).click()
  await page.getByText('1 deal in CNY').waitFor()
  await page.getByRole('link', { name: 'Show the deal' }).click()
  await page.waitForURL(/stageId/)
  await page.getByRole('link', { name: 'Harbour lights' }).waitFor()
})

test('on a phone one stage is shown at a time, and a deal is moved by its menu', async () => {
  const page = await browser.visit({ screen: 'phone' })
  await signIn(page, product.address)
  await dealIn(page, 'Lantern')
  await board(page)
  await page.getByRole('button', { name: 'More for Lantern' }).click()
  await page.getByRole('menuitem', { name: `Move to ${second}` }).click()
  await card(page, second, 'Lantern').waitFor({ state: 'attached' })
  await page.getByRole('navigation', { name: 'Stages' }).getByRole('button', { name: second }).click()
  await expect
    .poll(async () => (await card(page, second, 'Lantern').boundingBox())?.x ?? 390, { timeout: 10_000 })
    .toBeLessThan(390)
  await picture(page, 'board-phone')
})
