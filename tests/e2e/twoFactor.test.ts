import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { codeAt, stepAt } from '#platform/auth/server/oneTimeCode.ts'
import { browserForTests, picture } from './browser.ts'
import { lin, password, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
beforeAll(() => setUp(product))

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** What an authenticator app shows for a key that was typed into it, so many half minutes from now. */
function shown(key: string, ahead = 0): string {
  const bits = [...key.replaceAll(' ', '')].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
  const bytes = (bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
  return codeAt(Buffer.from(bytes), stepAt(Temporal.Now.instant()) + ahead)
}

async function withPassword(page: Page): Promise<void> {
  await page.goto(`${product.address}/sign-in`)
  await page.locator('input[type=email]').fill(lin.email)
  await page.locator('input[type=password]').fill(password)
  await page.keyboard.press('Enter')
}

test('林悦 turns two-step sign-in on, comes in with the app’s code and with a recovery code, and turns it off', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await page.goto(`${product.address}/settings/profile`)
  await page.getByRole('button', { name: 'Turn on', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill(password)
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await dialog.getByRole('img', { name: 'QR code' }).waitFor()
  const key = await dialog.getByLabel('Key').inputValue()
  await picture(page, 'two-factor-scan')
  await dialog.getByLabel('Code', { exact: true }).fill('000')
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await dialog.getByText('This code is not right').waitFor()
  await dialog.getByLabel('Code', { exact: true }).fill(shown(key))
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  const codes = dialog.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await codes.first().waitFor()
  expect(await codes.count()).toBe(10)
  const [first = '', second = ''] = await codes.allTextContents()
  await picture(page, 'two-factor-codes')
  await dialog.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('10 recovery codes left').waitFor()
  await page.getByText('10 recovery codes left').scrollIntoViewIfNeeded()
  await picture(page, 'two-factor-on')

  const phone = await browser.visit({ screen: 'phone', theme: 'dark', locale: 'zh-CN' })
  await withPassword(phone)
  await phone.getByLabel('验证码', { exact: true }).waitFor()
  await picture(phone, 'two-factor-phone')
  await phone.getByLabel('验证码', { exact: true }).fill(shown(key, 1))
  await phone.keyboard.press('Enter')
  await phone.waitForURL('**/today**')

  const elsewhere = await browser.visit()
  await withPassword(elsewhere)
  await elsewhere.getByRole('button', { name: 'Use a recovery code' }).click()
  await elsewhere.getByLabel('Recovery code', { exact: true }).fill(first)
  await elsewhere.keyboard.press('Enter')
  await elsewhere.waitForURL('**/today**')

  // a session that ends in the middle of work is begun again over the page, with both steps
  await elsewhere.goto(`${product.address}/settings/profile`)
  await elsewhere.getByText('9 recovery codes left').waitFor()
  await page.getByRole('button', { name: 'End all others' }).click()
  await elsewhere.getByLabel('Name').first().fill('林悦 Lin')
  await elsewhere.getByRole('button', { name: 'Save' }).click()
  const again = elsewhere.getByRole('dialog', { name: 'Sign in again' })
  await again.locator('input[type=password]').fill(password)
  await elsewhere.keyboard.press('Enter')
  await again.getByRole('button', { name: 'Use a recovery code' }).click()
  await again.getByLabel('Recovery code', { exact: true }).fill(second)
  await picture(elsewhere, 'two-factor-again')
  await elsewhere.keyboard.press('Enter')
  await elsewhere.getByText('Saved.').waitFor()

  await page.reload()
  await page.getByRole('button', { name: 'Turn off', exact: true }).click()
  await dialog.getByLabel('Your password').fill(password)
  await dialog.getByRole('button', { name: 'Turn off' }).click()
  await page.getByRole('button', { name: 'Turn on', exact: true }).waitFor()
  await signIn(await browser.visit(), product.address)
})
