import { expect, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()

test('before one types anything: a sample company, seen as a rep, then as her manager, and gone again', async () => {
  const page = await browser.visit()
  await page.goto(product.opens)
  await page.getByRole('button', { name: 'Show me with sample data' }).click()
  const strip = page.getByRole('region', { name: 'Sample company' })
  await strip.waitFor({ timeout: 120_000 })
  await strip.getByText('Seen as Ada, Owner').waitFor({ timeout: 120_000 })
  await strip.getByRole('progressbar').waitFor({ state: 'detached', timeout: 300_000 })

  await strip.getByRole('button', { name: 'See it as' }).click()
  await page.getByRole('menuitem', { name: 'Sales rep' }).click()
  await strip.getByText('Seen as Maya Okafor, Sales rep').waitFor()
  await page.goto(`${product.address}/deals`)
  await page.getByRole('row').nth(3).waitFor()
  await picture(page, 'sampleRep')

  await strip.getByRole('button', { name: 'See it as' }).click()
  await page.getByRole('menuitem', { name: 'Manager' }).click()
  await strip.getByText('Seen as Lin Yue, Manager').waitFor()

  await strip.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove all of it' }).click()
  await page.getByRole('button', { name: 'Begin', exact: true }).waitFor({ timeout: 120_000 })
  expect(page.url()).toContain('/setup#')
}, 400_000)
