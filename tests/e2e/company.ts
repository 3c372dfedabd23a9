import type { Page } from 'playwright-core'

export const password = 'a calm sea never made a sailor'
export const lin = { name: '林悦', email: 'lin@haiyue.example' }

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }
interface Record {
  readonly id: string
}

/** Sets the installation up as the page does: 林悦 of 海岳科技 owns it. */
export async function setUp({ address, opens }: { address: string; opens: string }): Promise<void> {
  const answer = await fetch(`${address}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...lin,
      token: decodeURIComponent(new URL(opens).hash.slice(1)),
      organisationName: '海岳科技',
      password,
      locale: 'en',
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
      fiscalStartMonth: 1,
    }),
  })
  if (!answer.ok) throw new Error(`Set-up answered ${answer.status}: ${await answer.text()}`)
}

/** A colleague who has taken their seat by the link, made by the API alone. Answers the member's id. */
export async function seat(
  address: string,
  { name, email, role }: { readonly name: string; readonly email: string; readonly role: string },
): Promise<string> {
  let cookie = ''
  const post = async (path: string, body: { readonly [name: string]: Json }) => {
    const headers = { 'content-type': 'application/json', cookie }
    const answer = await fetch(`${address}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    cookie ||= answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const made: unknown = await answer.json()
    return (part: string) => String(Reflect.get(Object(made), part))
  }
  await post('session', { email: lin.email, password })
  const made = await post('members', { name, email, role, vacant: false })
  const invited = await post(`members/${made('id')}/invite`, {})
  await post(`invites/${invited('url').split('/').at(-1)}`, { password })
  return made('id')
}

export async function signIn(page: Page, address: string, who = lin.email, secret = password): Promise<void> {
  await page.goto(`${address}/sign-in`)
  await page.locator('input[type=email]').fill(who)
  await page.locator('input[type=password]').fill(secret)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/today**')
}

/** Calls the API as the person who is signed in on a page, for what a test does not care about. */
export function send(
  page: Page,
  method: 'POST' | 'PATCH',
  path: string,
  values: { readonly [name: string]: Json },
): Promise<Record> {
  return page.evaluate<Record>(
    `(async ([method, path, body]) => {
      const key = String(Math.random()).slice(2) + Date.now()
      const headers = { 'content-type': 'application/json', 'idempotency-key': key }
      const answer = await fetch('/api/v1/' + path, { method, headers, body })
      if (!answer.ok) throw new Error(await answer.text())
      return answer.json()
    })(${JSON.stringify([method, path, JSON.stringify(values)])})`,
  )
}

/** Answers that refuse, as they come in: a screen that offers only what one may has none. */
export function refusals(page: Page): readonly string[] {
  const found: string[] = []
  page.on('response', (answer) => {
    if (answer.status() >= 400) found.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`)
  })
  return found
}
