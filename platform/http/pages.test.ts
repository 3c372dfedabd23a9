import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { productServed } from '../../tests/serving.ts'

const { server } = productServed()
const assets = new URL('../../dist/web/assets', import.meta.url).pathname
const built = existsSync(assets) ? 'the web app' : 'SKIPPED: the web app is not built (npm test builds it); it'
const get = (url: string) => server().inject({ method: 'GET', url, headers: { 'accept-encoding': 'gzip, br' } })

test(`${built} travels compressed, and what is named by its content is kept`, async () => {
  if (!existsSync(assets)) return
  const script = readdirSync(assets)
    .find((name) => name.endsWith('.js.br'))
    ?.replace(/\.br$/, '')
  const sent = await get(`/assets/${script}`)
  expect([sent.statusCode, sent.headers['content-encoding']]).toEqual([200, 'br'])
  expect(sent.headers['content-type']).toContain('javascript')
  expect(sent.headers['cache-control']).toContain('immutable')
  const page = await get('/deals')
  expect([page.statusCode, page.headers['content-encoding'], page.headers['cache-control']]).toEqual([
    200,
    'br',
    'no-cache',
  ])
})

test(`${built} gives no page in place of a script of an older build`, async () => {
  if (!existsSync(assets)) return
  expect((await get('/assets/gone-1a2b3c.js')).statusCode).toBe(404)
})
