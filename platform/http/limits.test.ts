import { expect, test } from 'vitest'
import { buildOrg } from '../../tests/harness.ts'
import { codeOf, productServed } from '../../tests/serving.ts'

const { app, as, nobody } = productServed({ known: 4, unknown: 3 })

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
