import { expect, test } from 'vitest'
import { mountBesides } from '../../main.ts'
import { allRoutes } from '../../product.ts'
import { buildOrg } from '../../tests/harness.ts'
import { byHeader, codeOf, nameOf, productServed } from '../../tests/serving.ts'
import { listen } from '../live/listener.ts'
import { serverOf } from './server.ts'

const { app, owner, as, nobody } = productServed({ known: 4, unknown: 3 })
const publicUrl = 'http://farsail.test'

test('each answer says what is left, and who goes over is told how long to wait', async () => {
  const ada = as(await buildOrg(app))
  const first = await ada.get('/stages')
  expect(first.headers['ratelimit-policy']).toBe('"known";q=4;w=60')
  expect(first.headers['ratelimit']).toMatch(/^"known";r=3;t=\d+$/)
  for (const left of [2, 1, 0])
    expect((await ada.get('/stages')).headers['ratelimit']).toMatch(new RegExp(`r=${left};`))
  const refused = await ada.get('/stages', { 'accept-language': 'zh-CN' })
  expect([refused.status, codeOf(refused)]).toEqual([429, 'request.too_many'])
  expect(refused.headers['retry-after']).toMatch(/^[1-9]\d?$/)
  expect(refused.headers['ratelimit']).toMatch(/r=0;/)
})

test('one member’s haste is not another’s', async () => {
  const [ada, maya] = [as(await buildOrg(app)), as(await buildOrg(app))]
  for (let i = 0; i < 5; i += 1) await ada.get('/stages')
  expect((await ada.get('/stages')).status).toBe(429)
  expect((await maya.get('/stages')).status).toBe(200)
})

test('nobody in particular is counted by address, wrong keys too', async () => {
  const statuses: number[] = []
  for (const path of ['/health', '/deals', '/health', '/deals', '/health'])
    statuses.push((await nobody.get(path)).status)
  expect(statuses).toEqual([200, 401, 200, 429, 429])
})

interface Route {
  readonly method: 'GET' | 'POST'
  readonly url: string
}

test('no route slips the count: uploads, files, documents and the socket neither', async () => {
  const listener = await listen({ ...owner, options: '-c role=farsail_app' }, app.log)
  const beside: Route[] = []
  const server = await serverOf(app, {
    handled: allRoutes(app, { sendMail: null, publicUrl }),
    authenticate: byHeader,
    limits: { known: 1, unknown: 1 },
    more(inside) {
      inside.addHook('onRoute', ({ method, url }) => {
        if (method === 'GET') beside.push({ method: 'GET', url })
        if (method === 'POST') beside.push({ method: 'POST', url })
      })
      return mountBesides(inside, { app, listener, authenticate: byHeader, publicUrl })
    },
  })
  const routes: readonly Route[] = [{ method: 'GET', url: '/api/v1/deals/export' }, ...beside]
  const asAda = { 'x-actor': nameOf(await buildOrg(app)) }
  const sent = (route: Route, headers = {}) =>
    server.inject({ ...route, url: route.url.replace(/:\w+/g, 'x'), headers })
  expect(beside.map(({ url }) => url)).toContain('/api/v1/imports/:id/refused.csv')
  expect((await sent({ method: 'GET', url: '/api/v1/stages' }, asAda)).statusCode).toBe(200)
  expect((await sent({ method: 'GET', url: '/api/v1/health' })).statusCode).toBe(200)
  for (const route of routes) {
    expect([route.url, (await sent(route, asAda)).statusCode]).toEqual([route.url, 429])
    expect([route.url, (await sent(route)).statusCode]).toEqual([route.url, 429])
  }
  await server.close()
  await listener.close()
})
