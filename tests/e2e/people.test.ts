import { beforeAll, expect, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { lin, password, refusals, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
beforeAll(() => setUp(product))

const settings = ['profile', 'people', 'teams', 'leave', 'products'] as const

test('a colleague takes her seat by a link, and finds nothing that is refused to her', async () => {
  const owner = await browser.visit()
  await signIn(owner, product.address)
  await owner.goto(`${product.address}/settings/people`)
  await owner.getByRole('button', { name: 'Add person' }).click()
  const panel = owner.getByRole('dialog')
  await panel.getByLabel('Name').fill('Maya')
  await panel.getByLabel('E-mail').fill('maya@haiyue.example')
  await panel.getByRole('button', { name: 'Add', exact: true }).click()
  await panel.getByRole('button', { name: 'Make link' }).click()
  const link = product.here(await panel.getByLabel('Link for this seat').inputValue())

  const maya = await browser.visit()
  await maya.goto(link)
  await maya.getByLabel('Choose a password').fill('short')
  await maya.getByRole('button', { name: 'Join' }).click()
  await maya.getByText('at least 10').first().waitFor()
  await maya.getByLabel('Choose a password').fill('stars above the sea line')
  await maya.getByRole('button', { name: 'Join' }).click()
  await maya.waitForURL('**/today**')

  const refused = refusals(maya)
  for (const path of ['/deals', '/customers', '/results', ...settings.map((one) => `/settings/${one}`)]) {
    await maya.goto(`${product.address}${path}`)
    await maya.getByRole('heading', { level: 1 }).first().waitFor()
    await maya.waitForLoadState('networkidle')
  }
  expect(refused).toEqual([])
  await maya.goto(`${product.address}/settings/people`)
  await maya.getByRole('link', { name: 'Maya' }).first().waitFor()
  expect(await maya.getByRole('button', { name: 'Add person' }).count()).toBe(0)
  await maya.goto(`${product.address}/deals`)
  await maya.getByRole('button', { name: 'New deal' }).first().waitFor()
  await picture(maya, 'rep')

  const again = await browser.visit()
  await again.goto(link)
  await again.getByText('This invitation does not work').waitFor()
})

test('a forgotten password is set anew with the link that the host hands over; everybody else is signed out', async () => {
  const elsewhere = await browser.visit()
  await signIn(elsewhere, product.address)
  const page = await browser.visit()
  await page.goto(`${product.address}/sign-in`)
  await page.getByRole('link', { name: 'Forgot password?' }).click()
  await page.getByLabel('E-mail').fill(lin.email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByText('Look into your mailbox').waitFor()

  await page.goto(product.here(await product.linkInMailTo(lin.email)))
  await page.getByLabel('New password').fill('the tide turns twice a day')
  await page.getByRole('button', { name: 'Set password' }).click()
  await page.waitForURL('**/sign-in**')
  await signIn(page, product.address, lin.email, 'the tide turns twice a day')

  await elsewhere.goto(`${product.address}/customers`)
  await elsewhere.waitForURL('**/sign-in**')
  await elsewhere.locator('input[type=email]').fill(lin.email)
  await elsewhere.locator('input[type=password]').fill(password)
  await elsewhere.keyboard.press('Enter')
  await elsewhere.getByText('don’t fit together').waitFor()
})
