import { readFileSync } from 'node:fs'
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

test('on a phone one opens a person, types a month, and goes back to everybody', async () => {
  const page = await browser.visit({ screen: 'phone' })
  await signIn(page, product.address)
  await page.goto(`${product.address}/goals/quotas?year=2026`)
  await page.getByRole('button', { name: /^Maya/ }).click()
  await page.getByLabel('Jan').fill('1300')
  await page.getByLabel('Jan').press('Enter')
  await changes(page, '1 change')
  await page.getByLabel('Feb').and(page.locator(':focus')).waitFor()
  expect(await page.getByLabel('Q1').inputValue()).toBe('21,300')
  await picture(page, 'quota-phone')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('1 change saved').waitFor()
  await page.goBack()
  await page.getByRole('button', { name: /^Tomás/ }).waitFor()
})

test('what goes out as a file comes back in: unchanged nothing, edited exactly that', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await page.goto(`${product.address}/goals/quotas?year=2026`)
  await cell(page, 'Maya', 'Jan').waitFor()
  for (const [name, way] of [
    ['Export CSV', 'csv'],
    ['Export XLSX', 'xlsx'],
  ] as const) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
    const path = await file.path()
    await page.getByRole('button', { name: 'Fill from file' }).click()
    const dialog = page.getByRole('dialog')
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: `out.${way}`, mimeType: '', buffer: readFileSync(path) })
    await dialog.getByText('Nothing to change').waitFor()
    await dialog.getByRole('button', { name: 'Another file' }).click()
    if (way === 'csv') {
      const edited = readFileSync(path, 'utf8').replace('1300', '1400').replace('Tomás', 'Tomas')
      const buffer = Buffer.from(edited)
      await dialog.locator('input[type=file]').setInputFiles({ name: 'edited.csv', mimeType: 'text/csv', buffer })
      await dialog.getByText('1 cell differs').waitFor()
      await dialog.getByText('no such person or team').waitFor()
      await picture(page, 'quota-import')
      await dialog.getByRole('button', { name: 'Fill in 1 change' }).click()
      await changes(page, '1 change')
      await page.getByRole('button', { name: 'Undo' }).click()
    } else await page.keyboard.press('Escape')
  }
})
