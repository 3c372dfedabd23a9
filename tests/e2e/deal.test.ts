import { expect, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()

test('a new company is set up, wins its first deal, and the figure opens down to that deal', async () => {
  const page = await browser.visit()
  await page.goto(product.opens)
  await page.getByLabel('Organisation').fill('Haiyue')
  await page.getByLabel('Your name').fill('Lin Yue')
  await page.getByLabel('E-mail').fill('lin@haiyue.example')
  await page.getByLabel('Password').first().fill('a calm sea never made a sailor')
  await picture(page, 'set-up')
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.waitForURL('**/today**')

  await page.getByRole('button', { name: 'New deal' }).first().click()
  const panel = page.getByRole('dialog')
  await panel.getByLabel('Deal', { exact: false }).first().fill('Nordwind pilot')
  await panel.getByLabel('Amount').first().fill('12000')
  await panel.getByRole('button', { name: 'Create' }).click()
  await page.waitForURL('**/deals/*')
  await picture(page, 'deal')

  await page.getByRole('button', { name: 'Win' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Win' }).click()
  await page.getByText('Nordwind pilot').first().waitFor()
  await page.goto(`${product.address}/results`)
  await page.getByText('12,000.00').first().waitFor()
  await picture(page, 'results')
  await page.getByText('12,000.00').first().click()
  await page.getByText('Nordwind pilot').first().waitFor()
  await picture(page, 'explain')
  await page.getByText('Nordwind pilot').first().click()
  await page.waitForURL('**/deals/*')
  await page.getByRole('heading', { level: 1, name: 'Nordwind pilot' }).waitFor()
})

test('what a new version changes under its old name is asked for anew; what is named by its content is kept', async () => {
  const kept = async (path: string) => (await fetch(`${product.address}${path}`)).headers.get('cache-control')
  const page = await (await fetch(`${product.address}/deals`)).text()
  const script = /src="(\/assets\/[^"]+)"/.exec(page)?.[1] ?? ''
  expect(await kept(script)).toContain('immutable')
  expect(await kept('/deals')).toBe('no-cache')
  expect(await kept('/sail.svg')).toBe('no-cache')
})
