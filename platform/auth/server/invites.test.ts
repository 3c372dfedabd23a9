import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Browser, codeOf, password, property, publicUrl, serveSignIn } from './signInFixture.ts'

const { app, browser, clock, memberOf, person, signedIn } = serveSignIn()

async function linkFor(inviter: Browser, memberId: string): Promise<string> {
  const answer = await inviter.send('POST', `/members/${memberId}/invite`, { body: {} })
  const url = String(property(answer.body, 'url'))
  if (!url.startsWith(`${publicUrl}/invite/`)) throw new Error(JSON.stringify(answer.body))
  return url.slice(url.lastIndexOf('/') + 1)
}
const fresh = () => `${crypto.randomUUID()}@example.com`

test('Maya opens her link, chooses a password, and sits in her seat', async () => {
  const ada = await person()
  const email = fresh()
  const maya = await memberOf(ada.org, { name: 'Maya', role: 'rep', email })
  const token = await linkFor(await signedIn(ada), maya)
  expect((await browser().send('GET', `/invites/${token}`)).body).toEqual({
    organisation: '海岳科技',
    member: 'Maya',
    email,
    hasAccount: false,
    expiresAt: '2026-12-01T09:00:00.000Z',
  })
  const chrome = browser()
  const accepted = await chrome.send('POST', `/invites/${token}`, { body: { password: 'four words of mine' } })
  expect(accepted).toMatchObject({
    status: 201,
    body: { user: { email, name: 'Maya' }, member: { id: maya, role: 'rep' } },
  })
  expect((await chrome.send('GET', '/session/me')).status).toBe(200)
  const { rows } = await sql<{
    action: string
  }>`select action from audit where org_id = ${ada.org.orgId}::uuid and record_id = ${maya}::uuid order by id`.execute(
    app.db.of(ada.org.orgId),
  )
  expect(rows.map((row) => row.action)).toEqual(['invite', 'update'])
})

test('a link is used once, within seven days, and a newer one ends it', async () => {
  const ada = await person()
  const chrome = await signedIn(ada)
  const maya = await memberOf(ada.org, { name: 'Maya', role: 'rep', email: fresh() })
  const first = await linkFor(chrome, maya)
  const second = await linkFor(chrome, maya)
  const accepting = (token: string) => browser().send('POST', `/invites/${token}`, { body: { password } })
  expect(codeOf(await accepting(first))).toBe('auth.link_dead')
  const start = clock.now()
  clock.set(start.add({ hours: 24 * 7 }).toString())
  expect(codeOf(await accepting(second))).toBe('auth.link_dead')
  clock.set(start.toString())
  expect((await accepting(second)).status).toBe(201)
  expect(codeOf(await accepting(second))).toBe('auth.link_dead')
  expect(codeOf(await chrome.send('POST', `/members/${maya}/invite`, { body: {} }))).toBe('auth.member_has_user')
  for (const bad of ['x', `${second.slice(0, -4)}AAAA`]) expect(codeOf(await accepting(bad))).toBe('auth.link_dead')
})

test('two people with one link at once: one is in, the other is told, and leaves no account behind', async () => {
  const ada = await person()
  const token = await linkFor(await signedIn(ada), await memberOf(ada.org, { name: 'Maya', role: 'rep' }))
  const emails = [fresh(), fresh()]
  const both = await Promise.all(
    emails.map((email) => browser().send('POST', `/invites/${token}`, { body: { email, password } })),
  )
  expect(both.map((one) => one.status).sort()).toEqual([201, 422])
  const { rows } = await sql`select from auth."user" where email = any(${emails}::text[])`.execute(app.db.outside)
  expect(rows).toHaveLength(1)
})

test('who has an account already joins with its password, and then has two organisations', async () => {
  const ada = await person()
  const maya = await person()
  const token = await linkFor(
    await signedIn(ada),
    await memberOf(ada.org, { name: 'Maya', role: 'manager', email: maya.email }),
  )
  expect((await browser().send('GET', `/invites/${token}`)).body).toMatchObject({ hasAccount: true })
  const wrong = await browser().send('POST', `/invites/${token}`, { body: { password: 'a password she made up' } })
  expect([wrong.status, codeOf(wrong)]).toEqual([409, 'auth.account_exists'])
  const joined = await browser().send('POST', `/invites/${token}`, { body: { password } })
  expect(joined.body).toMatchObject({
    org: { id: ada.org.orgId },
    organisations: [{ id: maya.org.orgId }, { id: ada.org.orgId }],
  })
})

test('who is signed in takes the seat without a password, but not a second one in the same organisation', async () => {
  const ada = await person()
  const inviter = await signedIn(ada)
  const maya = await signedIn(await person())
  const first = await linkFor(inviter, await memberOf(ada.org, { name: 'Maya', role: 'rep' }))
  const second = await linkFor(inviter, await memberOf(ada.org, { name: 'Maya again', role: 'rep' }))
  expect((await maya.send('POST', `/invites/${first}/link`, { body: {} })).body).toMatchObject({
    org: { id: ada.org.orgId },
    member: { name: 'Maya' },
  })
  expect((await maya.send('GET', '/session/me')).body).toMatchObject({ org: { id: ada.org.orgId } })
  const twice = await maya.send('POST', `/invites/${second}/link`, { body: {} })
  expect([twice.status, codeOf(twice)]).toEqual([409, 'auth.already_member'])
  expect((await browser().send('POST', `/invites/${second}/link`, { body: {} })).status).toBe(401)
})

test('without an e-mail anywhere one is asked for', async () => {
  const ada = await person()
  const token = await linkFor(await signedIn(ada), await memberOf(ada.org, { name: 'Maya', role: 'rep' }))
  expect(codeOf(await browser().send('POST', `/invites/${token}`, { body: { password } }))).toBe('auth.email_missing')
  expect(
    codeOf(await browser().send('POST', `/invites/${token}`, { body: { password: 'short', email: fresh() } })),
  ).toBe('auth.password_short')
  expect((await browser().send('POST', `/invites/${token}`, { body: { password, email: fresh() } })).status).toBe(201)
})

test('a seat without an e-mail gets that of the account that takes it, unless a colleague’s seat has it', async () => {
  const ada = await person()
  const chrome = await signedIn(ada)
  const seat = (name: string) => memberOf(ada.org, { name, role: 'rep' })
  const emailOf = async (id: string) => {
    const { rows } = await sql<{ email: string | null }>`select email from member where id = ${id}::uuid`.execute(
      app.db.of(ada.org.orgId),
    )
    return rows[0]?.email
  }
  const maya = await seat('Maya')
  const email = fresh()
  const accepted = await browser().send('POST', `/invites/${await linkFor(chrome, maya)}`, {
    body: { password, email: email.toUpperCase() },
  })
  expect(accepted).toMatchObject({ status: 201, body: { member: { email }, user: { email } } })
  expect(await emailOf(maya)).toBe(email)
  // who is signed in brings theirs
  const tomas = await seat('Tomás')
  const his = await person()
  await (await signedIn(his)).send('POST', `/invites/${await linkFor(chrome, tomas)}/link`, { body: {} })
  expect(await emailOf(tomas)).toBe(his.email)
  // an e-mail stands once in an organisation
  const taken = fresh()
  await memberOf(ada.org, { name: '何静', role: 'hr', email: taken })
  const lin = await seat('林悦')
  const joined = await browser().send('POST', `/invites/${await linkFor(chrome, lin)}`, {
    body: { password, email: taken },
  })
  expect([joined.status, await emailOf(lin)]).toEqual([201, null])
  // one that the office gave stays
  const given = fresh()
  const grace = await memberOf(ada.org, { name: 'Grace', role: 'rep', email: given })
  await browser().send('POST', `/invites/${await linkFor(chrome, grace)}`, { body: { password, email: fresh() } })
  expect(await emailOf(grace)).toBe(given)
})

test('HR makes no link for payroll or an owner, a rep none at all, a manager only for their own line', async () => {
  const ada = await person()
  const hr = await person()
  const seat = await memberOf(ada.org, { name: '何静', role: 'hr', userId: hr.userId })
  const chrome = await signedIn(hr)
  await chrome.send('POST', '/session/organisation', { body: { orgId: ada.org.orgId } })
  const [rep, payroll] = [
    await memberOf(ada.org, { name: 'Tomás', role: 'rep' }),
    await memberOf(ada.org, { name: '林悦', role: 'payroll' }),
  ]
  const inviting = (id: string) => chrome.send('POST', `/members/${id}/invite`, { body: {} })
  expect((await inviting(rep)).status).toBe(200)
  expect(codeOf(await inviting(payroll))).toBe('auth.role_above_yours')
  const db = app.db.of(ada.org.orgId)
  const become = (role: string) =>
    sql`update member set role = ${role} where org_id = ${ada.org.orgId}::uuid and id = ${seat}::uuid`.execute(db)
  await become('rep')
  expect(codeOf(await inviting(rep))).toBe('access.forbidden')
  await become('manager')
  expect((await inviting(rep)).status).toBe(404)
  await sql`insert into line (org_id, manager_id, member_id, depth) values (${ada.org.orgId}::uuid, ${seat}::uuid, ${rep}::uuid, 1)`.execute(
    db,
  )
  expect((await inviting(rep)).status).toBe(200)
})

test('a vacant seat, one who left, and a member of another organisation get no link', async () => {
  const ada = await person()
  const other = await person()
  const chrome = await signedIn(ada)
  const tomas = await memberOf(ada.org, { name: 'Tomás', role: 'rep' })
  const inviting = (id: string) => chrome.send('POST', `/members/${id}/invite`, { body: {} })
  const set = (column: 'vacant' | 'deactivated_on', value: string | boolean) =>
    sql`update member set ${sql.ref(column)} = ${value} where org_id = ${ada.org.orgId}::uuid and id = ${tomas}::uuid`.execute(
      app.db.of(ada.org.orgId),
    )
  await set('vacant', true)
  expect(codeOf(await inviting(tomas))).toBe('auth.seat_vacant')
  await set('vacant', false)
  await set('deactivated_on', '2026-11-24')
  expect(codeOf(await inviting(tomas))).toBe('auth.member_left')
  expect((await inviting(other.memberId)).status).toBe(404)
})
