import { beforeAll, expect, test } from 'vitest'
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
  await panel.getByText('Split evenly over 2 people').waitFor()
  await panel.getByRole('button', { name: 'Set target' }).click()
  await lead.getByRole('link', { name: 'Tomás' }).waitFor()
  await picture(lead, 'goals-split')

  await lead.goto(`${product.address}/goals`)
  await lead.getByRole('link', { name: 'Maya' }).click()
  await lead.getByText('Maya has not answered yet').waitFor()
  await lead.getByRole('button', { name: 'Change', exact: true }).click()
  const dialog = lead.getByRole('dialog')
  await dialog.getByLabel('New target').fill('60000')
  await dialog.getByLabel('Reason').fill('A larger territory')
  await dialog.getByRole('button', { name: 'Change', exact: true }).click()
  await lead.getByText('A larger territory').first().waitFor()
  await picture(lead, 'goal-changed')

  const figure = lead.locator('[data-figure]').first()
  const before = await figure.textContent()
  const deal = await send(lead, 'POST', 'deals', {
    name: 'Nordwind pilot',
    ownerId: maya.id,
    amount: { amount: '12000.00', currency: 'CNY' },
  })
  await send(lead, 'POST', `deals/${deal.id}/win`, {})
  await lead.getByText('12,000.00').first().waitFor()
  expect(await figure.textContent()).not.toBe(before)
  await figure.click()
  await lead.getByRole('dialog').getByText('Nordwind pilot').first().waitFor()
  await picture(lead, 'goal-explained')
})
