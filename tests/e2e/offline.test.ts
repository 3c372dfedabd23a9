import { beforeAll, expect, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()

beforeAll(() => setUp(product))

test('a call that is logged on the train is kept, also when the page is loaded anew, and arrives once', async () => {
  const page = await browser.visit({ screen: 'phone' })
  await signIn(page, product.address)
  const { id } = await send(page, 'POST', 'accounts', { name: '云帆科技' })
  await page.goto(`${product.address}/customers/${id}`)
  const said = page.getByLabel('What it was about').first()
  await said.waitFor()
  // the server is out of reach for what is sent, whatever the browser believes of the network
  await page.route('**/api/v1/activities', (call) => call.abort())
  await said.fill('Asked for a quote in the tunnel')
  await page.keyboard.press('Enter')
  await page.getByText('1 logged contact waits').waitFor()
  await picture(page, 'unsent')
  await page.reload()
  await page.getByText('1 logged contact waits').waitFor()
  await page.unroute('**/api/v1/activities')
  await page.getByRole('button', { name: 'Send now' }).click()
  await page.getByText('1 contact was sent and logged').waitFor()
  await page.getByText('Asked for a quote in the tunnel').first().waitFor()
  expect(await page.getByText('1 logged contact waits').count()).toBe(0)
  const found = await page.evaluate<number>(
    `fetch('/api/v1/activities?filter[accountId][eq]=${id}').then((answer) => answer.json()).then((all) => all.items.length)`,
  )
  expect(found).toBe(1)
})

test('without a connection the page says so, and that it is back by itself', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await page.locator('#page h1').first().waitFor()
  await page.context().setOffline(true)
  await page.getByText('You are offline.').waitFor()
  await page.getByRole('button', { name: 'Try again' }).waitFor()
  await page.context().setOffline(false)
  await page.getByText('You are offline.').waitFor({ state: 'detached' })
})

test('loaded anew without a connection, the page opens and says so; with one again it goes on by itself', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await page.goto(`${product.address}/customers`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  // the worker has taken the page over and kept what it loaded
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await page.waitForLoadState('networkidle')
  const kept = () => page.evaluate<number>(countKept)
  await expect.poll(kept, { timeout: 20_000 }).toBeGreaterThan(10)
  await page.context().setOffline(true)
  await page.reload()
  await page.getByText('You are offline.').waitFor()
  await picture(page, 'offline-anew')
  expect(await page.evaluate<number>(countApi)).toBe(0)
  await page.context().setOffline(false)
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor()
})
const addresses = `caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((one) => one.keys()))))
  .then((all) => all.flat().map(({ url }) => url))`
const countKept = `${addresses}.then((all) => all.filter((url) => url.includes('/assets/')).length)`
const countApi = `${addresses}.then((all) => all.filter((url) => url.includes('/api/')).length)`

test('back from a customer leads to the list as it was filtered, also after the page was loaded anew', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  await send(page, 'POST', 'accounts', { name: 'Nordwind' })
  await page.goto(`${product.address}/customers?search=nordw`)
  await page.getByRole('link', { name: 'Nordwind' }).click()
  await page.waitForURL(/customers\/[0-9a-f-]+$/)
  await page.reload()
  const back = page.locator('#page').getByRole('link', { name: 'Customers' })
  await back.waitFor()
  expect(await back.getAttribute('href')).toBe('/customers?search=nordw')
  await back.click()
  await page.waitForURL('**/customers?search=nordw')
  await page.getByRole('link', { name: 'Nordwind' }).waitFor()
})

test('a list prints its rows alone; what a phone needs to install it is there', async () => {
  const page = await browser.visit({ theme: 'dark' })
  await signIn(page, product.address)
  await send(page, 'POST', 'accounts', { name: 'Südwind' })
  await page.goto(`${product.address}/customers`)
  await page.getByRole('link', { name: 'Südwind' }).waitFor()
  await page.emulateMedia({ media: 'print' })
  await picture(page, 'print')
  expect(await page.getByRole('link', { name: 'Südwind' }).isVisible()).toBe(true)
  expect(await page.getByRole('complementary').first().isVisible()).toBe(false)
  const manifest = await fetch(`${product.address}/manifest.webmanifest`)
  for (const [, address] of (await manifest.text()).matchAll(/"src": "([^"]+)"/g))
    expect((await fetch(`${product.address}${address}`)).headers.get('content-type')).toMatch(/^image\//)
})
