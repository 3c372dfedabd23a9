import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
const months = ['Jan', 'Feb', 'Mar'] as const

/** A cell as a screen reader reads it. */
const cell = (page: Page, name: string, column: string) =>
  page.locator(`[role=gridcell][aria-label^="${name}, ${column},"]`)
const amounts = async (page: Page, name: string, columns: readonly string[]) => {
  const found: string[] = []
  for (const column of columns) found.push((await cell(page, name, column).innerText()).trim())
  return found
}
const paste = (page: Page, text: string) =>
  page.evaluate(
    `(() => {
      const data = new DataTransfer()
      data.setData('text/plain', ${JSON.stringify(text)})
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })()`,
  )
const changes = (page: Page, count: string) => page.getByRole('status').getByText(count, { exact: true }).waitFor()

test('a year is planned as in a spreadsheet: pasted, split, grown, undone, saved, and still there', async () => {
  await setUp(product)
  const page = await browser.visit()
  await signIn(page, product.address)
  const ids = []
  for (const name of ['Maya', 'Tomás']) {
    ids.push((await send(page, 'POST', 'members', { name, role: 'rep', vacant: false })).id)
  }
  await page.goto(`${product.address}/goals/quotas?year=2026`)

  await cell(page, 'Maya', 'Jan').click()
  await paste(page, '1,000.00\t¥2万\r\n3000\tabout 4\r\n')
  await changes(page, '4 changes')
  expect(await amounts(page, 'Maya', ['Jan', 'Feb', 'Q1'])).toEqual(['1,000', '20,000', '21,000'])
  await page.getByText('1 cell can’t be read').waitFor()
  await cell(page, 'Tomás', 'Feb').click()
  await page.keyboard.press('Delete')
  await changes(page, '3 changes')

  // a quarter that is typed is split over its months; typed as fast as one can
  await cell(page, 'Maya', 'Q2').click()
  await page.keyboard.type('10000')
  await page.keyboard.press('Enter')
  await changes(page, '6 changes')
  expect(await amounts(page, 'Maya', ['Apr', 'May', 'Jun', 'Q2'])).toEqual([
    '3,333.34',
    '3,333.33',
    '3,333.33',
    '10,000',
  ])

  await cell(page, 'Maya', 'Jan').click()
  await page.getByRole('button', { name: 'Grow by %' }).click()
  await page.getByRole('dialog').getByLabel('By').fill('20')
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click()
  await cell(page, 'Maya', 'Jan').getByText('1,200').waitFor()
  await cell(page, 'Maya', 'Jan').click()
  await page.keyboard.press('Control+z')
  await cell(page, 'Maya', 'Jan').getByText('1,000').waitFor()
  await page.keyboard.press('Control+Shift+z')
  await cell(page, 'Maya', 'Jan').getByText('1,200').waitFor()
  await picture(page, 'quota-grid')

  // the draft outlives a reload; saved, it is everybody's
  await page.reload()
  await changes(page, '6 changes')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('6 changes saved').waitFor()
  await page.reload()
  await cell(page, 'Maya', 'Jan').getByText('1,200').waitFor()
  expect(await amounts(page, 'Tomás', months)).toEqual(['3,000', '', ''])

  // somebody else changes a cell that is being changed: both values are shown, none is lost
  await cell(page, 'Tomás', 'Jan').click()
  await page.keyboard.type('3500')
  await page.keyboard.press('Enter')
  await changes(page, '1 change')
  await send(page, 'POST', 'quotas', {
    metric: 'revenue_booked',
    year: '2026',
    cells: [{ memberId: ids[1] ?? '', period: '2026-01', amount: '3300', version: 1 }],
  })
  const both = page.getByRole('region', { name: 'Somebody else changed these cells' })
  await both.getByText('theirs 3,300 · yours 3,500').waitFor()
  await both.getByRole('button', { name: 'Keep mine' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('1 change saved').waitFor()
  await cell(page, 'Tomás', 'Jan').click()
  await page.keyboard.press('Alt+h')
  await page.getByRole('dialog').getByText('3,300 → 3,500').waitFor()
})

test('on a phone the year is read a quarter at a time, and a tap opens one cell', async () => {
  const page = await browser.visit({ screen: 'phone' })
  await signIn(page, product.address)
  await page.goto(`${product.address}/goals/quotas?year=2026`)
  await page.getByRole('button', { name: 'Maya, Jan' }).click()
  await page.getByRole('dialog').getByLabel('Target').fill('1300')
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click()
  await changes(page, '1 change')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('1 change saved').waitFor()
  await picture(page, 'quota-phone')
})
