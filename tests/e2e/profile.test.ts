import { beforeAll, expect, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()

beforeAll(() => setUp(product))

test('compact lists and unwanted notices are chosen once, and hold on another device', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await send(page, 'POST', 'accounts', { name: 'Nordwind' })
  await page.goto(`${product.address}/settings/profile`)
  await page.getByText('Compact', { exact: true }).click()
  const firstKind = page.getByRole('checkbox').first()
  await firstKind.uncheck()
  const kept = () =>
    page.evaluate<unknown>(
      `Promise.all(['session/me', 'notices/choices'].map((path) => fetch('/api/v1/' + path).then((answer) => answer.json())))
        .then(([me, { kinds }]) => [me.member.density, kinds.filter(({ wanted }) => !wanted).length])`,
    )
  await expect.poll(kept, { timeout: 20_000 }).toEqual(['compact', 1])
  await picture(page, 'profile')

  const other = await browser.visit()
  await signIn(other, product.address)
  await other.goto(`${product.address}/settings/profile`)
  await other.getByRole('checkbox').first().waitFor()
  expect(await other.getByRole('checkbox').first().isChecked()).toBe(false)
  await other.goto(`${product.address}/customers`)
  await other.getByRole('link', { name: 'Nordwind' }).waitFor()
  expect((await other.getByRole('row').nth(1).boundingBox())?.height).toBe(33)
})
