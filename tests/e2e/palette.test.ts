import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()

beforeAll(() => setUp(product))

const openPalette = async (page: Page) => {
  await page.locator('#page h1').first().waitFor()
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: 'Search or do' })
  await box.waitFor()
  return box
}

test('the initials of its pinyin and Enter lead to a customer; the next time it stands first', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  const { id } = await send(page, 'POST', 'accounts', { name: '云帆科技' })
  await send(page, 'POST', 'accounts', { name: '华夏智造' })
  await openPalette(page)
  // Enter does not wait for the answer
  await page.keyboard.type('yfkj')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/customers/${id}`)
  await page.goto(`${product.address}/deals`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await openPalette(page)
  await page.getByText('Last opened').waitFor()
  await picture(page, 'palette')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/customers/${id}`)
})

test('commands are found by their English and Chinese names, by pinyin and by initials', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  const box = await openPalette(page)
  for (const typed of ['new deal', '新建商机', 'xinjian', 'xjsj']) {
    await box.fill(typed)
    await page.getByRole('option', { name: 'New deal' }).waitFor()
  }
  await box.fill('hl')
  await page.getByRole('option', { name: 'Exchange rates' }).waitFor()
  await box.fill('深色')
  await page.getByRole('option', { name: 'Dark theme' }).click()
  await expect
    .poll(() => page.locator('html').getAttribute('data-mantine-color-scheme'), { timeout: 20_000 })
    .toBe('dark')
  await openPalette(page)
  await page.keyboard.type('xjkh')
  await page.getByRole('option', { name: 'New customer' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'New customer' }).waitFor()
})

test('on a phone it takes the whole screen, and Cancel leaves it', async () => {
  const page = await browser.visit({ screen: 'phone' })
  await signIn(page, product.address)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Search or do' }).click()
  const box = page.getByRole('combobox', { name: 'Search or do' })
  await box.waitFor()
  await picture(page, 'palette-phone')
  expect(await page.getByRole('dialog').boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 })
  await page.getByRole('button', { name: 'Cancel' }).click()
  await box.waitFor({ state: 'detached' })
})
