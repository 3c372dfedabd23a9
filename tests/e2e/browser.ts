import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'

const root = new URL('../..', import.meta.url).pathname
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A Chromium of this machine, else the one that npm brought. */
export async function openBrowser(): Promise<Browser> {
  const found = process.env['CHROMIUM'] ?? installed.find((path) => existsSync(path))
  if (found) return chromium.launch({ executablePath: found, args: flags })
  const { default: packed } = await import('@sparticuz/chromium')
  return chromium.launch({ executablePath: await packed.executablePath(), args: [...packed.args, ...flags] })
}

export const screens = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const

export interface Visit {
  readonly screen?: keyof typeof screens
  readonly locale?: 'zh-CN' | 'en'
  readonly theme?: 'light' | 'dark'
}

/** One browser for a file, a context a test. */
export function browserForTests() {
  let browser: Browser | null = null
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
  })
  return {
    async visit({ screen = 'desktop', locale = 'en', theme = 'light' }: Visit = {}): Promise<Page> {
      if (!browser) throw new Error('The browser is not open yet.')
      const context = await browser.newContext({
        viewport: screens[screen],
        locale,
        colorScheme: theme,
        timezoneId: 'Asia/Shanghai',
        hasTouch: screen === 'phone',
      })
      context.setDefaultTimeout(20_000)
      const page = await context.newPage()
      onTestFinished(async ({ task }) => {
        if (task.result?.state === 'fail') await picture(page, 'failed')
        // a page that stays open goes on working
        await context.close()
      })
      if (locale === 'zh-CN') await page.addInitScript(chineseFont())
      return page
    },
  }
}

/** Pictures show Chinese also on machines without a Chinese font. */
function chineseFont(): string {
  const folder = join(root, 'node_modules/@fontsource/noto-sans-sc/files')
  if (!existsSync(folder)) return ''
  const file = join(folder, 'noto-sans-sc-chinese-simplified-400-normal.woff2')
  if (!existsSync(file)) return ''
  const data = readFileSync(file).toString('base64')
  return `document.fonts.add(new FontFace('Noto Sans CJK SC', 'url(data:font/woff2;base64,${data})')); document.fonts.load('14px "Noto Sans CJK SC"')`
}

/** A picture to look at, kept outside the repository's files. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(root, '.cache/pictures')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
