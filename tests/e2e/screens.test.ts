import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { browserForTests, picture, type Visit } from './browser.ts'
import { send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const pages = [
  '/today',
  '/deals',
  '/deals?view=board',
  '/customers/people',
  '/deals?group=ownerId',
  '/customers',
  '/goals',
  '/results',
  '/settings/profile',
  '/settings/people',
  '/settings/pipelines',
  '/import',
] as const
const looks: readonly Visit[] = [
  { screen: 'desktop', locale: 'zh-CN', theme: 'light' },
  { screen: 'phone', locale: 'zh-CN', theme: 'dark' },
  { screen: 'desktop', locale: 'en', theme: 'dark' },
  { screen: 'phone', locale: 'en', theme: 'light' },
]

beforeAll(() => setUp(product))

interface Violation {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly target: readonly string[] }[]
}

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
}

for (const look of looks) {
  test(`every screen can be used by everybody: ${look.screen}, ${look.locale}, ${look.theme}`, async () => {
    const page = await browser.visit(look)
    const broken: string[] = []
    page.on('pageerror', (error) => broken.push(error.message))
    await signIn(page, product.address)
    await send(page, 'PATCH', 'session/me', { locale: look.locale ?? 'en', theme: 'auto' })
    const found: string[] = []
    for (const path of pages) {
      await page.goto(`${product.address}${path}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForLoadState('networkidle')
      await picture(page, `${path.slice(1).replaceAll(/[/?=]/g, '-')}-${look.screen}-${look.locale}-${look.theme}`)
      found.push(...(await serious(page)).map((one) => `${path} ${one}`))
      const wide = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      if (wide > 0) found.push(`${path} is ${wide} px wider than the screen`)
    }
    expect(found).toEqual([])
    expect(broken).toEqual([])
  })
}
