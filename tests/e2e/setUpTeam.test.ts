import { test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { importFile } from './importing.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()

const year = new Date().getUTCFullYear()
const team = [
  'name,email,role,team,manager',
  'Lin,lin@tide.example,manager,East,',
  'Maya,maya@tide.example,rep,East,Lin',
  'Tomás,tomas@tide.example,rep,East,Lin',
].join('\n')
const quotas = [
  'member,team,metric,period,target,currency',
  `Maya,,revenue_booked,${year},120000,USD`,
  `Tomás,,revenue_booked,${year},100000,USD`,
  `,East,revenue_booked,${year},200000,USD`,
].join('\n')

test('from an empty installation to a target that its rep has accepted, by two files and a link', async () => {
  const ops = await browser.visit()
  await ops.goto(product.opens)
  await ops.getByLabel('Organisation').fill('Tide')
  await ops.getByLabel('Your name').fill('Ada')
  await ops.getByLabel('E-mail').fill('ada@tide.example')
  await ops.getByLabel('Password').first().fill('the tide comes in')
  await ops.getByLabel('Currency').selectOption('USD')
  await ops.getByRole('button', { name: 'Begin' }).click()
  await ops.waitForURL('**/today**')
  await importFile(ops, product.address, { name: 'team.csv', text: team })
  await importFile(ops, product.address, { name: 'quotas.csv', text: quotas })

  // what was handed down is 10 % more than the team's own target, and says so
  await ops.goto(`${product.address}/goals?period=${year}`)
  await ops.getByText('$200,000').first().waitFor()
  await picture(ops, 'set-up-team-goals')

  await ops.goto(`${product.address}/settings/people`)
  await ops.getByRole('link', { name: 'Maya' }).first().click()
  await ops.getByRole('button', { name: 'Make link' }).click()
  const link = product.here(await ops.getByLabel('Link for this seat').inputValue())

  const maya = await browser.visit({ screen: 'phone' })
  await maya.goto(link)
  await maya.locator('input[type=password]').fill('stars above the sea line')
  await maya.keyboard.press('Enter')
  await maya.waitForURL('**/today**')
  const accept = maya.getByRole('button', { name: 'Accept', exact: true })
  await accept.first().click()
  await accept.first().waitFor({ state: 'detached' })
  await picture(maya, 'set-up-team-accepted')

  // the checklist ticked itself, and the owner sees who has accepted
  await ops.goto(`${product.address}/goals?period=${year}`)
  await ops.getByText('Maya').first().waitFor()
  await picture(ops, 'set-up-team-owner')
})
