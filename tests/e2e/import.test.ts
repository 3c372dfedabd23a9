import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { importFile } from './importing.ts'
import { productForTests } from './product.ts'

const folder = new URL('../../../shared/data/maven-crm', import.meta.url).pathname
const isThere = existsSync(folder)
const product = productForTests()
const browser = browserForTests()

describe.runIf(isThere)('with the files of a real company (skipped where ../shared/data/maven-crm is absent)', () => {
  test('set-up, import, results, explanation, the deal; and undone, every figure is nothing again', {
    timeout: 300_000,
  }, async () => {
    const page = await browser.visit()
    await page.goto(product.opens)
    await page.getByLabel('Organisation').fill('Maven')
    await page.getByLabel('Your name').fill('Ada')
    await page.getByLabel('E-mail').fill('ada@maven.example')
    await page.getByLabel('Password').first().fill('the tide comes in')
    await page.getByLabel('Currency').selectOption('USD')
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.waitForURL('**/today**')
    for (const file of ['sales_teams.csv', 'products.csv', 'accounts.csv', 'sales_pipeline.csv'])
      await importFile(page, product.address, join(folder, file))
    const batch = page.url()
    await picture(page, 'import-done')

    await page.goto(`${product.address}/results?by=member&from=2017-01-01&to=2017-12-31`)
    await page.getByText('$10,005,534.00').first().waitFor()
    await page.getByText('$1,153,214.00').first().click()
    const panel = page.getByRole('dialog')
    await panel.getByText('349').first().waitFor()
    await picture(page, 'import-explained')
    await panel.getByRole('link').first().click()
    await page.waitForURL('**/deals/*')

    await page.goto(batch)
    await page.getByRole('button', { name: /^Undo/ }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Take back 8,800 rows' }).click()
    await page.getByText('The import is taken back').first().waitFor({ timeout: 60_000 })
    await page.goto(`${product.address}/results?by=member&from=2017-01-01&to=2017-12-31`)
    await page.getByText('$0.00').first().waitFor()
    await expect.poll(() => page.getByText('$10,005,534.00').count()).toBe(0)
    expect(await page.getByText('$1,153,214.00').count()).toBe(0)
  })
})
