import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { lin, password, refusals, send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
beforeAll(() => setUp(product))

const day = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' })

/** Maya sells under Lin, with a target for the year, a step that is late and a customer to call. */
async function company(page: Page) {
  const maya = await send(page, 'POST', 'members', {
    name: 'Maya',
    email: 'maya@haiyue.example',
    role: 'rep',
    vacant: false,
  })
  const me = await page.evaluate<{ member: { id: string } }>("fetch('/api/v1/session/me').then((one) => one.json())")
  const team = await send(page, 'POST', 'teams', { name: '华东', managerId: me.member.id })
  await send(page, 'POST', `members/${maya.id}/move`, { teamId: team.id, managerId: me.member.id, from: null })
  const stages = await page.evaluate<{ items: { id: string }[] }>("fetch('/api/v1/stages').then((one) => one.json())")
  const stageId = stages.items[0]?.id ?? ''
  const deal = (name: string, more: object) =>
    send(page, 'POST', 'deals', { name, stageId, ownerId: maya.id, probability: '0.5', ...more })
  const account = await send(page, 'POST', 'accounts', {
    name: '华夏智造',
    ownerId: maya.id,
    phone: '+86 21 5555 0100',
  })
  await deal('Sensors', {
    accountId: account.id,
    amount: { amount: '180000.00', currency: 'CNY' },
    nextStep: 'Call about the offer',
    nextStepOn: day(-3),
    closesOn: day(30),
  })
  await deal('Nordwind', {
    amount: { amount: '20000.00', currency: 'CNY' },
    closesOn: day(-5),
    nextStep: 'Wait',
    nextStepOn: day(9),
  })
  await send(page, 'POST', 'targets', {
    metric: 'revenue_booked',
    period: day(0).slice(0, 4),
    memberId: maya.id,
    amount: '1000000',
  })
  await send(page, 'POST', 'targets', {
    metric: 'contacts_total',
    period: day(0).slice(0, 4),
    memberId: maya.id,
    amount: '100',
  })
  return maya.id
}

test('a rep’s morning on a phone, and what her manager sees of it', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  const mayaId = await company(page)
  const maya = await browser.visit({ screen: 'phone' })
  await maya.goto(product.here(await inviteLink(page, mayaId)))
  await maya.locator('input[type=password]').fill(password)
  await maya.keyboard.press('Enter')
  await maya.waitForURL('**/today**')
  const refused = refusals(maya)
  await maya.waitForLoadState('networkidle')
  await picture(maya, 'today-rep-phone')

  // one sentence says where she stands
  await maya.getByText(/This year: .*0\.0% done/).waitFor()
  const rows = maya.getByRole('region', { name: /^Next/ }).getByRole('listitem')
  await rows.first().getByText('Call 华夏智造').waitFor()
  await rows.first().getByText('3 days late').waitFor()
  await picture(maya, 'today-rep-phone')

  // logs the call in the list: one field and Enter; the step that was due is done, and wants a next one
  await rows.first().getByRole('button', { name: 'Call', exact: true }).click()
  await maya.getByLabel('What was said?').fill('They sign on Friday')
  await maya.keyboard.press('Enter')
  await maya.getByText('Contact logged').waitFor()
  const planned = rows.filter({ hasText: 'Plan the next step for 华夏智造' })
  await planned.waitFor()
  await maya.getByRole('img', { name: /Contacts.*: 1 of 100|1 done/ }).waitFor()

  // takes it back, and does it again
  await maya.getByRole('button', { name: 'Undo' }).click()
  await rows.filter({ hasText: 'Call 华夏智造' }).getByRole('button', { name: 'Call', exact: true }).click()
  await maya.getByLabel('What was said?').fill('They sign on Friday')
  await maya.keyboard.press('Enter')
  await planned.getByRole('button', { name: 'Plan', exact: true }).click()
  await maya.getByLabel('What comes next?').fill('Send the contract')
  await maya.keyboard.press('Enter')
  await maya.getByText('Next step planned').waitFor()
  await planned.waitFor({ state: 'detached' })

  // accepts her targets
  const accept = maya.getByRole('button', { name: 'Accept', exact: true })
  expect(await accept.count()).toBe(2)
  await accept.first().click()
  await expect.poll(() => accept.count()).toBe(1)
  expect(refused).toEqual([])

  // her manager sees the deal whose day has passed, and opens it
  await page.goto(`${product.address}/today`)
  const look = page.getByRole('region', { name: 'Worth a look' })
  await look.getByText('Nordwind slipped').waitFor()
  await picture(page, 'today-manager')
  await look.getByRole('listitem').filter({ hasText: 'Nordwind slipped' }).getByRole('link', { name: 'Open' }).click()
  await page.getByRole('heading', { name: 'Nordwind' }).waitFor()
  expect(lin.name).toBe('林悦')
})

/** The link of a seat, as Settings hands it over. */
async function inviteLink(page: Page, memberId: string): Promise<string> {
  await page.goto(`${product.address}/settings/people/${memberId}`)
  await page.getByRole('button', { name: 'Make link' }).click()
  return page.getByLabel('Link for this seat').inputValue()
}
