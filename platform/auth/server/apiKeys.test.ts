import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { writing } from '#ledger/server/writing.ts'
import { hostOf } from '#platform/access/actor.ts'
import { createApiKey } from './apiKeys.ts'
import { codeOf, type Person, property, serveSignIn } from './signInFixture.ts'

const { app, browser, clock, memberOf, person, signedIn } = serveSignIn()

async function keyOf(
  ada: Person,
  scopes: readonly string[] = ['*'],
  days = 30,
): Promise<{ id: string; key: string; bearer: { authorization: string } }> {
  const chrome = await signedIn(ada)
  const made = await chrome.send('POST', '/api-keys', { body: { name: 'Warehouse', scopes, days } })
  const key = String(property(made.body, 'key'))
  return { id: String(property(made.body, 'id')), key, bearer: { authorization: `Bearer ${key}` } }
}
const me = (headers: Record<string, string>) => browser().send('GET', '/session/me', { headers })

test('a key is shown once and kept as a hash only', async () => {
  const ada = await person()
  const { id, key, bearer } = await keyOf(ada)
  expect(key).toMatch(/^fsk_[\w-]{75}$/)
  expect((await me(bearer)).body).toMatchObject({
    member: { id: ada.memberId, role: 'owner' },
    org: { id: ada.org.orgId },
  })
  const { rows } = await sql<{
    row: string
  }>`select to_jsonb(k)::text as row from api_key k where org_id = ${ada.org.orgId}::uuid`.execute(
    app.db.of(ada.org.orgId),
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]?.row).not.toContain(key.slice(-32))
  const { rows: audits } = await sql<{
    row: string
  }>`select to_jsonb(a)::text as row from audit a where org_id = ${ada.org.orgId}::uuid and record_id = ${id}::uuid`.execute(
    app.db.of(ada.org.orgId),
  )
  expect(audits).toHaveLength(1)
  expect(audits[0]?.row).not.toContain(key.slice(-32))
})

test('a repeated request to make a key leaves no key in the idempotency records', async () => {
  const ada = await person()
  const chrome = await signedIn(ada)
  const making = () =>
    chrome.send('POST', '/api-keys', {
      body: { name: 'Twice', scopes: ['*'], days: 1 },
      headers: { 'idempotency-key': 'once' },
    })
  expect(property((await making()).body, 'key')).not.toBe(property((await making()).body, 'key'))
  const { rows } = await sql`select from idempotency where org_id = ${ada.org.orgId}::uuid`.execute(
    app.db.of(ada.org.orgId),
  )
  expect(rows).toHaveLength(0)
})

test('a key reaches what its scopes name and nothing else, and makes no keys or sessions', async () => {
  const ada = await person()
  const reading = await keyOf(ada, ['session:read'])
  expect((await me(reading.bearer)).status).toBe(200)
  const refused = await browser().send('PATCH', '/session/me', { body: { theme: 'dark' }, headers: reading.bearer })
  expect(codeOf(refused)).toBe('access.key_scope_missing')
  const all = await keyOf(ada)
  for (const [method, path] of [
    ['POST', '/api-keys'],
    ['GET', '/sessions'],
    ['DELETE', '/sessions'],
  ] as const) {
    const answer = await browser().send(method, path, {
      headers: all.bearer,
      ...(method === 'POST' ? { body: { name: 'x', scopes: ['*'], days: 1 } } : {}),
    })
    expect(codeOf(answer), path).toBe('auth.session_needed')
  }
})

test('a key never exceeds the role that its owner has now, and dies with them', async () => {
  const ada = await person()
  const { bearer } = await keyOf(ada)
  const db = app.db.of(ada.org.orgId)
  await sql`update member set role = 'rep' where org_id = ${ada.org.orgId}::uuid`.execute(db)
  expect((await me(bearer)).body).toMatchObject({ member: { role: 'rep' } })
  await sql`update member set deactivated_on = '2026-11-24' where org_id = ${ada.org.orgId}::uuid`.execute(db)
  expect(codeOf(await me(bearer))).toBe('auth.key_invalid')
  await sql`update member set deactivated_on = null, deleted_at = clock_timestamp() where org_id = ${ada.org.orgId}::uuid`.execute(
    db,
  )
  expect(codeOf(await me(bearer))).toBe('auth.key_invalid')
})

test('a key that ran out, was revoked, was changed by a letter or is of another kind opens nothing', async () => {
  const ada = await person()
  const start = clock.now()
  const short = await keyOf(ada, ['*'], 1)
  clock.set(start.add({ hours: 24 }).toString())
  expect(codeOf(await me(short.bearer))).toBe('auth.key_invalid')
  clock.set(start.toString())
  const { id, key, bearer } = await keyOf(ada)
  const chrome = await signedIn(ada)
  for (const bad of [`${key}A`, key.slice(0, -1), `${key.slice(0, -4)}AAAA`, 'fsk_', 'Basic YTpi']) {
    const answer = await me({ authorization: `Bearer ${bad}` })
    expect([answer.status, codeOf(answer)], bad).toEqual([401, 'auth.key_invalid'])
  }
  expect((await chrome.send('DELETE', `/api-keys/${id}`)).body).toMatchObject({
    id,
    revokedAt: '2026-11-24T09:00:00.000Z',
  })
  expect((await chrome.send('DELETE', `/api-keys/${id}`)).status).toBe(200)
  expect(codeOf(await me(bearer))).toBe('auth.key_invalid')
})

test('a key belongs to one organisation, whatever the header says', async () => {
  const ada = await person()
  const maya = await person()
  await memberOf(maya.org, { name: 'Ada', role: 'admin', userId: ada.userId })
  const { bearer } = await keyOf(ada)
  expect(codeOf(await me({ ...bearer, 'farsail-org': maya.org.orgId }))).toBe('auth.organisation_not_yours')
  expect((await me({ ...bearer, 'farsail-org': ada.org.orgId })).status).toBe(200)
})

test('one sees and revokes one’s own keys, an admin everybody’s, nobody another organisation’s', async () => {
  const ada = await person()
  const tomas = await person()
  await sql`update member set role = 'rep' where org_id = ${tomas.org.orgId}::uuid`.execute(app.db.of(tomas.org.orgId))
  const boss = await memberOf(tomas.org, { name: 'Ada', role: 'admin', userId: ada.userId })
  const own = await keyOf(tomas)
  const host = hostOf(tomas.org.orgId, '2026-11-24')
  const bossKey = await writing(app, host, (write) =>
    createApiKey(write, { memberId: boss, name: 'CLI', scopes: ['*'], days: 30 }),
  )
  const list = async (headers: Record<string, string>) => {
    const answer = await browser().send('GET', '/api-keys', { headers })
    const items = property(answer.body, 'items')
    return Array.isArray(items) ? items.map((one) => String(property(one, 'id'))).sort() : []
  }
  expect(await list(own.bearer)).toEqual([own.id])
  expect(await list({ authorization: `Bearer ${bossKey.key}` })).toEqual([own.id, bossKey.id].sort())
  const chrome = await signedIn(tomas)
  expect((await chrome.send('DELETE', `/api-keys/${bossKey.id}`)).status).toBe(404)
  expect((await (await signedIn(ada)).send('DELETE', `/api-keys/${own.id}`)).status).toBe(404) // there Ada sits in her own organisation
})

test('when a key was last used is known to the hour', async () => {
  const ada = await person()
  const { bearer } = await keyOf(ada)
  const start = clock.now()
  const usedAt = async (minutes: number) => {
    clock.set(start.add({ minutes }).toString())
    await me(bearer)
    const { rows } = await sql<{
      last_used_at: string
    }>`select last_used_at from api_key where org_id = ${ada.org.orgId}::uuid`.execute(app.db.of(ada.org.orgId))
    return rows[0]?.last_used_at
  }
  expect(await usedAt(0)).toBe('2026-11-24T09:00:00.000Z')
  expect(await usedAt(59)).toBe('2026-11-24T09:00:00.000Z')
  expect(await usedAt(60)).toBe('2026-11-24T10:00:00.000Z')
  clock.set(start.toString())
})
