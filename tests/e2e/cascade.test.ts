import { beforeAll, expect, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { seat, send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
beforeAll(() => setUp(product))

test('a target is set by the letters, read as a cascade, and asked why it moved; its person accepts all at once', async () => {
  const lead = await browser.visit()
  await signIn(lead, product.address)
  const team = await send(lead, 'POST', 'teams', { name: 'East' })
  const person = { role: 'rep', vacant: false, employedFrom: '2020-01-06' }
  const tomas = await send(lead, 'POST', 'members', { ...person, name: 'Tomás', email: 'tomas@haiyue.example' })
  const mayaId = await seat(product.address, { name: 'Maya', email: 'maya@haiyue.example', role: 'rep' })
  for (const id of [mayaId, tomas.id])
    await send(lead, 'POST', `members/${id}/move`, { teamId: team.id, managerId: null, from: '2020-01-06' })

  await lead.goto(`${product.address}/goals`)
  await lead.getByRole('button', { name: 'Set the first target' }).click()
  const panel = lead.getByRole('dialog')
  await panel.getByText('Say how much.').waitFor()
  await panel.getByText('Say whose it is').waitFor()
  await panel.getByLabel('Team').click()
  await lead.getByRole('option', { name: 'East' }).click()
  await panel.locator('input[name=amount]').fill('100000')
  await panel.getByText('Say how much.').waitFor({ state: 'detached' })
  await panel.getByText('Say whose it is').waitFor({ state: 'detached' })
  // nothing has been booked so far, which is told and stops nobody
  await panel.getByText('Nothing was recorded for this figure').waitFor()
  await picture(lead, 'goals-letters')
  await panel.getByRole('button', { name: 'Set target' }).click()
  await lead.getByRole('link', { name: 'Tomás', exact: true }).waitFor()
  for (const metric of ['deals_won', 'new_logos'])
    await send(lead, 'POST', 'targets', { metric, period: await periodOf(), memberId: mayaId, amount: '5' })

  const stageId = await lead.evaluate<string>(
    "fetch('/api/v1/stages').then((answer) => answer.json()).then(({ items }) => items[0].id)",
  )
  const deal = await send(lead, 'POST', 'deals', {
    name: 'Nordwind pilot',
    stageId,
    ownerId: mayaId,
    amount: { amount: '12000.00', currency: 'CNY' },
  })
  await send(lead, 'POST', `deals/${deal.id}/win`, {})
  await lead.getByRole('button', { name: 'Cascade' }).click()
  const tree = lead.getByRole('treegrid')
  const east = tree.getByRole('row', { name: /East/ })
  await east.getByText('handed down exactly').waitFor()
  expect(new URL(lead.url()).searchParams.get('shown')).toBe('tree')
  await east.focus()
  await lead.keyboard.press('ArrowLeft')
  await tree.getByText('Maya').waitFor({ state: 'detached' })
  await lead.keyboard.press('ArrowRight')
  const maya = tree.getByRole('row', { name: /Maya/ })
  await maya.waitFor()
  await maya.locator('[data-goal-figure=attainment]').click()
  const explained = lead.getByRole('dialog')
  await explained.getByText('What is done ÷ the target').waitFor()
  await explained.getByRole('button', { name: 'Why did it move?' }).click()
  await explained.getByText('Nordwind pilot').waitFor()
  await explained.getByText('+24 points').first().waitFor()
  await picture(lead, 'goals-why')

  const rep = await browser.visit({ screen: 'phone' })
  await signIn(rep, product.address, 'maya@haiyue.example')
  await rep.goto(`${product.address}/goals`)
  await rep.getByRole('button', { name: 'Accept all 3' }).click()
  await rep.getByText('3 targets accepted').waitFor()
  await rep.getByText('Wait for your answer').waitFor({ state: 'detached' })

  async function periodOf(): Promise<string> {
    return lead.evaluate<string>(
      "fetch('/api/v1/targets?limit=1').then((answer) => answer.json()).then(({ items }) => items[0].period)",
    )
  }
})
