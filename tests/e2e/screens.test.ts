import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { organisationsOf } from '#platform/auth/server/me.ts'
import { companyFor, createSample } from '#sample/server/createSample.ts'
import { fillSample } from '#sample/server/fillSample.ts'
import { browserForTests, picture, type Visit } from './browser.ts'
import { send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Where to look, `{deal}` being one of the company's, and what to press there. */
type Place = string | { readonly path: string; readonly keys: readonly string[]; readonly shows: 'dialog' }
const places: readonly Place[] = [
  '/today',
  '/deals',
  '/deals?view=board',
  '/deals?view=calendar',
  '/deals?group=ownerId',
  '/deals/{deals}',
  '/customers',
  '/customers/{accounts}',
  '/customers/people',
  '/customers/people/{contacts}',
  '/goals',
  '/goals?shown=tree&whose=all',
  '/goals/{targets}',
  '/goals/quotas',
  '/results',
  '/results?metric=win_rate&by=member&compare=last',
  '/results/metrics',
  '/results/metrics/new',
  '/results/metrics/{own-metrics}',
  '/import',
  '/import/{imports}',
  '/settings',
  '/settings/profile',
  '/settings/keys',
  '/settings/organisation',
  '/settings/people',
  '/settings/people/{members}',
  '/settings/teams',
  '/settings/calendars',
  '/settings/calendars/{sites}',
  '/settings/leave',
  '/settings/pipelines',
  '/settings/products',
  '/settings/rates',
  { path: '/customers', keys: ['g', 'n'], shows: 'dialog' },
  { path: '/customers', keys: ['Control+k'], shows: 'dialog' },
  { path: '/customers', keys: ['?'], shows: 'dialog' },
  '/no/such/place',
]
const doors = ['/sign-in', '/forgot-password', '/setup', '/reset/none', '/invite/none'] as const

/**
 * Each place is looked at in one of the looks, in turn; with EVERY_LOOK=1 in two that share nothing, on a desktop and a
 * phone, which takes some minutes more.
 */
const everyLook = process.env['EVERY_LOOK'] === '1'
const pairs: readonly (readonly Visit[])[] = [
  [
    { screen: 'desktop', locale: 'zh-CN', theme: 'light' },
    { screen: 'phone', locale: 'en', theme: 'dark' },
  ],
  [
    { screen: 'desktop', locale: 'en', theme: 'dark' },
    { screen: 'phone', locale: 'zh-CN', theme: 'light' },
  ],
]

const ids = new Map<string, string>()
let sample = ''
beforeAll(() => setUp(product))

test('the company to look at: sales of 18 months, a metric of its own, a file that waits', async () => {
  const page = await browser.visit()
  await signIn(page, product.address)
  const userId = await page.evaluate<string>(
    "fetch('/api/v1/session/me').then((a) => a.json()).then((me) => me.user.id)",
  )
  sample = await product.beside(async (app) => {
    const company = companyFor(app, 'zh-CN', 0.02)
    const made = await createSample(app, company, { language: 'zh-CN', userId, kind: 'own' })
    await fillSample(app, made, company)
    expect(await organisationsOf(app, userId)).toHaveLength(2)
    return made.orgId
  })
  await send(page, 'POST', 'session/organisation', { orgId: sample })
  await send(page, 'POST', 'own-metrics', {
    ...{ key: 'lost', name: '丢单数', direction: 'lower' },
    formula: { kind: 'count', of: { kinds: ['deal.lost'] } },
  })
  await page.evaluate(importing)
  for (const place of places) {
    const path = /\{(.+)\}/.exec(typeof place === 'string' ? place : '')?.[1]
    if (path === undefined) continue
    const id = await page.evaluate<string>(
      `fetch('/api/v1/${path}').then((answer) => answer.json()).then((all) => all.items[0].id)`,
    )
    ids.set(path, id)
  }
}, 240_000)
const importing = `(async () => {
  const form = new FormData()
  form.append('kind', 'accounts')
  form.append('file', new Blob(['名称,网站\\n云帆科技,yunfan.example\\n,nobody.example\\n']), '客户.csv')
  const answer = await fetch('/api/v1/imports', { method: 'POST', body: form, headers: { 'idempotency-key': 'a-file' } })
  if (!answer.ok) throw new Error(await answer.text())
})()`

interface Violation {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly target: readonly string[] }[]
}

/** The grid's library draws rows and heads without the roles that would tell them to belong together. */
const ofLibrary = /^aria-required-(children|parent): .*(revo-grid|revogr-)/

/** What axe finds serious or worse on the page as it stands. */
async function serious(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate<Violation[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)",
  )
  return found
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map(
      (one) =>
        `${one.id}: ${one.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    )
    .filter((one) => !ofLibrary.test(one))
}

async function lookAt(page: Page, place: Place, look: string): Promise<string[]> {
  const { path, keys, shows } = typeof place === 'string' ? { path: place, keys: [], shows: null } : place
  const address = path.replace(/\{(.+)\}/, (_, name: string) => ids.get(name) ?? '')
  await page.goto(`${product.address}${address}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
  for (const key of keys) await page.keyboard.press(key)
  if (shows) await page.getByRole(shows).first().waitFor()
  const name = `${path}${keys.join('')}`
  await picture(page, `${name.slice(1).replaceAll(/[^\w-]+/g, '-')}-${look}`)
  const found = (await serious(page)).map((one) => `${name} ${one}`)
  const wide = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return wide > 0 ? [...found, `${name} is ${wide} px wider than the screen`] : found
}

for (const [half, looks] of pairs.entries()) {
  for (const [turn, look] of looks.entries()) {
    const name = `${look.screen}, ${look.locale}, ${look.theme}`
    test(`every screen can be used by everybody: ${name}`, async () => {
      const page = await browser.visit(look)
      const broken: string[] = []
      page.on('pageerror', (error) => broken.push(error.message))
      const found: string[] = []
      for (const door of doors) found.push(...(await lookAt(page, door, name.replaceAll(', ', '-'))))
      await signIn(page, product.address)
      await send(page, 'PATCH', 'session/me', { locale: look.locale ?? 'en', theme: 'auto' })
      await send(page, 'POST', 'session/organisation', { orgId: sample })
      await send(page, 'PATCH', 'session/me', { locale: look.locale ?? 'en' })
      for (const [at, place] of places.entries())
        if (everyLook ? at % 2 === half : at % 4 === half * 2 + turn)
          found.push(...(await lookAt(page, place, name.replaceAll(', ', '-'))))
      expect(found).toEqual([])
      expect(broken).toEqual([])
    }, 300_000)
  }
}
