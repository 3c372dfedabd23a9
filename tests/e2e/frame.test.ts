import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { lin, password, seat, send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
const maya = { name: 'Maya', email: 'maya@haiyue.example', role: 'rep', id: '' }

beforeAll(async () => {
  await setUp(product)
  maya.id = await seat(product.address, maya)
})

async function dealFor(page: Page, name: string, ownerId: string): Promise<string> {
  const stage = await page.evaluate<string>(
    "fetch('/api/v1/stages?limit=1').then((answer) => answer.json()).then((page) => page.items[0].id)",
  )
  return (await send(page, 'POST', 'deals', { name, ownerId, stageId: stage })).id
}

// the page's policy forbids a condition that is evaluated there
const polling = { timeout: 20_000 }

test('林悦 gives Maya a deal: her bell counts by itself and leads to it; then all is read', async () => {
  const office = await browser.visit()
  await signIn(office, product.address)
  const rep = await browser.visit()
  await signIn(rep, product.address, maya.email)
  await rep.goto(`${product.address}/deals`)
  await rep.getByRole('button', { name: 'Notifications: none unread' }).waitFor()
  const dealId = await dealFor(office, '华夏智造 二期', maya.id)
  await rep.getByRole('button', { name: 'Notifications: 1 unread' }).waitFor()
  await expect.poll(() => rep.title(), polling).toMatch(/^\(1\) Deals/)
  await rep.keyboard.press('g')
  await rep.keyboard.press('n')
  const centre = rep.getByRole('dialog')
  const notice = centre.getByRole('link', { name: '林悦 gave you the deal 华夏智造 二期' })
  await notice.waitFor()
  await picture(rep, 'notices')
  await notice.click()
  await rep.waitForURL(`**/deals/${dealId}`)
  await rep.getByRole('button', { name: 'Notifications: none unread' }).waitFor()
  await expect.poll(() => rep.title(), polling).not.toMatch(/^\(/)

  await dealFor(office, 'Blue Ocean', maya.id)
  await dealFor(office, 'Red Cliff', maya.id)
  await rep.getByRole('button', { name: 'Notifications: 2 unread' }).click()
  await rep.getByRole('button', { name: 'Mark all read' }).click()
  await expect.poll(() => rep.title(), polling).not.toMatch(/^\(/)
  await rep.getByRole('radio', { name: 'Unread' }).check()
  await rep.getByText('All read', { exact: true }).waitFor()
})

const endSession = (page: Page) => page.context().clearCookies()

test('a session that ends while she types asks for the password over the page; what she typed is kept and sent', async () => {
  const page = await browser.visit()
  await signIn(page, product.address, maya.email)
  await page.goto(`${product.address}/deals`)
  await page.getByRole('button', { name: 'New deal' }).first().click()
  const panel = page.getByRole('dialog')
  await panel.getByLabel('Deal name').fill('Typed before the end')
  await endSession(page)
  await panel.getByRole('button', { name: 'Create' }).click()
  await page.getByText('Sign in again').waitFor()
  await picture(page, 'sign-in-again')
  await page.getByLabel(`Password for ${maya.email}`).fill('not the right one at all')
  await page.keyboard.press('Enter')
  await page.getByText('don’t fit together').waitFor()
  await page.getByLabel(`Password for ${maya.email}`).fill(password)
  await page.keyboard.press('Enter')
  await page.getByText('Sign in again').waitFor({ state: 'detached' })
  await page.getByText('Typed before the end').first().waitFor()
})

test('somebody else who signs in there sees nothing of the draft', async () => {
  const page = await browser.visit()
  await signIn(page, product.address, maya.email)
  await page.goto(`${product.address}/deals`)
  await page.getByRole('button', { name: 'New deal' }).first().click()
  await page.getByRole('dialog').getByLabel('Deal name').fill('Her own secret draft')
  await endSession(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
  await page.getByRole('button', { name: 'Sign in as somebody else' }).click()
  await page.locator('input[type=email]').fill(lin.email)
  await page.locator('input[type=password]').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/today**')
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByText('Her own secret draft').count()).toBe(0)
  expect(
    await page.locator('input').evaluateAll((all) => all.map((one) => String(Reflect.get(one, 'value')))),
  ).not.toContain('Her own secret draft')
})

test('a link into the product leads there once one has signed in', async () => {
  const page = await browser.visit()
  await page.goto(`${product.address}/customers?search=sea`)
  await page.waitForURL('**/sign-in**')
  await page.locator('input[type=email]').fill(maya.email)
  await page.locator('input[type=password]').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/customers?search=sea')
})

test('a rep is told that figures are only of what she may see; the owner, who sees all, is not', async () => {
  const rep = await browser.visit()
  await signIn(rep, product.address, maya.email)
  await rep.goto(`${product.address}/results`)
  await rep.getByText('Only what you may see').first().waitFor()
  const owner = await browser.visit()
  await signIn(owner, product.address)
  await owner.goto(`${product.address}/results`)
  await owner.getByRole('heading', { level: 1 }).waitFor()
  await owner.waitForLoadState('networkidle')
  expect(await owner.getByText('Only what you may see').count()).toBe(0)
})
