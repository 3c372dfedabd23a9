import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { password, seat, send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
beforeAll(() => setUp(product))

async function dealsIn(page: Page, ...names: string[]): Promise<string[]> {
  const [stage] = await page.evaluate<{ id: string }[]>(
    `fetch('/api/v1/stages').then((answer) => answer.json()).then(({ items }) => items)`,
  )
  const ids: string[] = []
  for (const name of names) {
    const amount = { amount: '12000', currency: 'CNY' }
    ids.push((await send(page, 'POST', 'deals', { name, amount, stageId: stage?.id ?? '', source: 'Fair' })).id)
  }
  return ids
}
const columns = '&columns=name,source,nextStep,amount,ownerId'
const list = (page: Page, search: string) => page.goto(`${product.address}/deals?search=${search}${columns}`)
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const cell = (page: Page, name: string, field: string) => row(page, name).locator(`[data-field=${field}]`)

test('a value is changed in its cell, Tab goes on to the next, and the change is taken back', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await dealsIn(page, 'Nordwind pilot')
  await list(page, 'Nordwind')
  await cell(page, 'Nordwind pilot', 'source').dblclick()
  await page.getByLabel('Source', { exact: true }).fill('Referral')
  await page.keyboard.press('Tab')
  await cell(page, 'Nordwind pilot', 'source').getByText('Referral').waitFor()
  await page.getByLabel('Next step', { exact: true }).fill('Send the offer')
  await picture(page, 'cell')
  await page.keyboard.press('Enter')
  await page.getByText('Next step saved').waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await cell(page, 'Nordwind pilot', 'nextStep').getByText('Send the offer').waitFor({ state: 'detached' })
  await cell(page, 'Nordwind pilot', 'source').getByText('Referral').waitFor()
})

test('a cell is gone to and changed by keys alone; Escape leaves it as it was', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await dealsIn(page, 'Tide gauge')
  await list(page, 'Tide')
  await row(page, 'Tide gauge').waitFor()
  await page.getByRole('grid').focus()
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
  await page.getByLabel('Source', { exact: true }).fill('Nobody’s')
  await page.keyboard.press('Escape')
  await cell(page, 'Tide gauge', 'source').getByText('Fair').waitFor()
  await page.keyboard.press('e')
  await page.getByLabel('Source', { exact: true }).fill('Partner')
  await page.keyboard.press('Enter')
  await cell(page, 'Tide gauge', 'source').getByText('Partner').waitFor()
})

test('where a colleague was faster with the same cell, both versions are shown and one is chosen', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  const [id = ''] = await dealsIn(page, 'Storm drain')
  await list(page, 'Storm')
  await cell(page, 'Storm drain', 'source').dblclick()
  await page.getByLabel('Source', { exact: true }).fill('Mine')
  await send(page, 'PATCH', `deals/${id}`, { source: 'Theirs' })
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('cell', { name: 'Theirs', exact: true }).waitFor()
  await dialog.getByRole('cell', { name: 'Mine', exact: true }).waitFor()
  await picture(page, 'cell-conflict')
  await dialog.getByRole('button', { name: 'Use mine' }).click()
  await cell(page, 'Storm drain', 'source').getByText('Mine').waitFor()
})

test('whoever may only read finds no cell to change', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await dealsIn(page, 'Sea chart')
  const payroll = { name: 'Ada', email: 'ada@haiyue.example', role: 'payroll' }
  await seat(product.address, payroll)
  const other = await browser.visit()
  await signIn(other, product.address, payroll.email, password)
  await list(other, 'Sea')
  await row(other, 'Sea chart').waitFor()
  expect(await other.locator('[data-editable]').count()).toBe(0)
})
