import type { Page } from 'playwright-core'
import { beforeAll, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
beforeAll(() => setUp(product))

test('a team’s number is split, accepted, moves by itself when a deal is won, and a change of it waits', async () => {
  const lead = await browser.visit()
  await signIn(lead, product.address)
  const team = await send(lead, 'POST', 'teams', { name: 'East' })
  const seat = { role: 'rep', vacant: false, employedFrom: '2020-01-06' }
  const maya = await send(lead, 'POST', 'members', { ...seat, name: 'Maya', email: 'maya@haiyue.example' })
  const tomas = await send(lead, 'POST', 'members', { ...seat, name: 'Tomás', email: 'tomas@haiyue.example' })
  for (const { id } of [maya, tomas])
    await send(lead, 'POST', `members/${id}/move`, { teamId: team.id, managerId: null, from: '2020-01-06' })

  await lead.goto(`${product.address}/goals`)
  await lead.getByRole('button', { name: 'Set the first target' }).click()
  const panel = lead.getByRole('dialog')
  await panel.getByLabel('Team').click()
  await lead.getByRole('option', { name: 'East' }).click()
  await panel.locator('input[name=amount]').fill('100000')
  await panel.getByRole('checkbox', { name: 'Split evenly over 2 people' }).waitFor()
  await panel.getByRole('button', { name: 'Set target' }).click()
  await lead.getByRole('link', { name: 'Tomás', exact: true }).waitFor()
  await picture(lead, 'goals-split')

  const rep = await browser.visit()
  await rep.goto(product.here(await inviteLink(lead, maya.id)))
  await rep.getByLabel('Choose a password').fill('stars above the sea line')
  await rep.getByRole('button', { name: 'Join' }).click()
  await rep.waitForURL('**/today**')
  await rep.goto(`${product.address}/goals`)
  await rep.getByText('CN¥50,000').first().waitFor()
  await rep.getByRole('link', { name: 'Booked revenue', exact: true }).click()
  await rep.getByRole('button', { name: 'Accept' }).click()
  await rep.getByText('Maya accepted this target').waitFor()

  await lead.getByRole('link', { name: 'Maya', exact: true }).click()
  await lead.getByText('Maya accepted this target').waitFor()
  await lead.getByRole('button', { name: 'Change', exact: true }).click()
  const dialog = lead.getByRole('dialog')
  await dialog.getByLabel('New target').fill('60000')
  await dialog.getByLabel('Reason').fill('A larger territory')
  await dialog.getByRole('button', { name: 'Change', exact: true }).click()
  await lead.getByText('Waits for acceptance').first().waitFor()
  await rep.getByText('A change of this target waits').waitFor()
  await rep.getByText('A larger territory').first().waitFor()
  await picture(rep, 'goal-change-waits')

  const stageId = await lead.evaluate<string>(
    "fetch('/api/v1/stages').then((answer) => answer.json()).then(({ items }) => items[0].id)",
  )
  const deal = await send(lead, 'POST', 'deals', {
    name: 'Nordwind pilot',
    stageId,
    ownerId: maya.id,
    amount: { amount: '12000.00', currency: 'CNY' },
  })
  await send(lead, 'POST', `deals/${deal.id}/win`, {})
  const figure = rep.locator('[data-figure]', { hasText: '12,000' }).first()
  await figure.waitFor()
  await figure.click()
  await rep.getByRole('dialog').getByText('Nordwind pilot').first().waitFor()
  await picture(rep, 'goal-explained')
})

/** The link of a seat, as Settings hands it over. */
async function inviteLink(page: Page, memberId: string): Promise<string> {
  await page.goto(`${product.address}/settings/people/${memberId}`)
  await page.getByRole('button', { name: 'Make link' }).click()
  const link = await page.getByLabel('Link for this seat').inputValue()
  await page.goto(`${product.address}/goals`)
  return link
}
