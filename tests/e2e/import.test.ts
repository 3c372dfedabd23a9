import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { browserForTests, picture } from './browser.ts'
import { importFile } from './importing.ts'
import { productForTests } from './product.ts'

const folder = new URL('../../../shared/data/maven-crm', import.meta.url).pathname
const isThere = existsSync(folder)
const product = productForTests()
const browser = browserForTests()

const goals = z.object({ items: z.array(z.object({ name: z.string(), attainment: z.string() })) })

/** A quota of 90,000 for each agent: the screen, and the same asked of the API, as of a day within the quarter. */
async function quotasAgree(page: Page): Promise<void> {
  const [, ...lines] = readFileSync(join(folder, 'sales_teams.csv'), 'utf8').trim().split(/\r?\n/)
  const agents = lines.map((line) => line.split(',')[0] ?? '')
  const rows = agents.map((agent) => `${agent},revenue_booked,2017-Q3,90000,USD`)
  const text = ['member,metric,period,target,currency', ...rows].join('\n')
  await importFile(page, product.address, { name: 'quotas.csv', text })
  const asked = '/api/v1/goals?period=2017-Q3&metric=revenue_booked&asOf=2017-08-15&limit=100'
  const { items } = goals.parse(await page.evaluate(`fetch('${asked}').then((one) => one.json())`))
  expect(items).toHaveLength(agents.length)
  await page.goto(`${product.address}/goals?period=2017-Q3&metric=revenue_booked&asOf=2017-08-15&whose=all`)
  for (const { name, attainment } of items.slice(0, 5)) {
    const row = page.getByRole('row', { name: new RegExp(name) }).first()
    await row.getByText(`${(Number(attainment) * 100).toFixed(1)}%`).waitFor()
  }
  await picture(page, 'import-quotas')
}

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

    await quotasAgree(page)
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
