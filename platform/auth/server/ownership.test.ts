import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Role } from '#platform/record/record.ts'
import { codeOf, type Person, password, property, serveSignIn } from './signInFixture.ts'

const { app, clock, memberOf, person, signedIn } = serveSignIn()

/** A colleague in Ada's organisation, with a user of their own. */
async function colleague(ada: Person, name: string, role: Role): Promise<Person> {
  const { userId, email } = await person()
  const memberId = await memberOf(ada.org, { name, role, email, userId })
  return { org: ada.org, memberId, email, userId }
}
async function rolesIn({ org }: Person): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; role: string }>`select name, role from member
    where org_id = ${org.orgId}::uuid`.execute(app.db.of(org.orgId))
  return Object.fromEntries(rows.map(({ name, role }) => [name, role]))
}
async function noticesOf({ org, memberId }: Person): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`select kind from notice where org_id = ${org.orgId}::uuid
    and member_id = ${memberId}::uuid order by id`.execute(app.db.of(org.orgId))
  return rows.map(({ kind }) => kind)
}
const path = '/organisation/ownership'

test('the owner offers the organisation, the other accepts, each with the password: roles change together', async () => {
  const ada = await person()
  const lin = await colleague(ada, '林悦', 'manager')
  const [hers, theirs] = [await signedIn(ada), await signedIn(lin)]
  const body = { memberId: lin.memberId, password }
  const wrong = await hers.send('POST', `${path}/offer`, { body: { ...body, password: 'not this one at all' } })
  expect(codeOf(wrong)).toBe('auth.old_password_wrong')
  expect((await hers.send('POST', `${path}/offer`, { body })).status).toBe(200)
  expect(await rolesIn(ada)).toEqual({ Ada: 'owner', 林悦: 'manager' })
  expect(property((await theirs.send('GET', path)).body, 'offer')).toMatchObject({ fromName: 'Ada', isToMe: true })
  expect(await noticesOf(lin)).toEqual(['ownership.offered'])
  const unsure = await theirs.send('POST', `${path}/accept`, { body: { password: 'not this one at all' } })
  expect(codeOf(unsure)).toBe('auth.old_password_wrong')
  expect((await theirs.send('POST', `${path}/accept`, { body: { password } })).status).toBe(200)
  expect(await rolesIn(ada)).toEqual({ Ada: 'admin', 林悦: 'owner' })
  expect(await noticesOf(ada)).toEqual(['ownership.accepted'])
  const { rows } = await sql<{ action: string }>`select action from audit where org_id = ${ada.org.orgId}::uuid
    and record_id = ${lin.memberId}::uuid order by id`.execute(app.db.of(ada.org.orgId))
  expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['ownership_offered', 'ownership_accepted']))
  // the former owner can't offer it once more
  const again = await hers.send('POST', `${path}/offer`, { body })
  expect(codeOf(again)).toBe('ownership.owner_only')
})

test('nobody else sees the offer or accepts it, and one that is taken back, declined or a week old is no more', async () => {
  const ada = await person()
  const lin = await colleague(ada, '林悦', 'admin')
  const maya = await colleague(ada, 'Maya', 'admin')
  const [hers, lins, mayas] = [await signedIn(ada), await signedIn(lin), await signedIn(maya)]
  const offer = () => hers.send('POST', `${path}/offer`, { body: { memberId: lin.memberId, password } })
  const accepted = async (by = lins) => codeOf(await by.send('POST', `${path}/accept`, { body: { password } }))
  await offer()
  expect(property((await mayas.send('GET', path)).body, 'offer')).toBeNull()
  expect(await accepted(mayas)).toBe('ownership.no_offer')
  expect(codeOf(await mayas.send('POST', `${path}/end`, { body: {} }))).toBe('ownership.no_offer')
  await hers.send('POST', `${path}/end`, { body: {} })
  expect(await accepted()).toBe('ownership.no_offer')
  await offer()
  await lins.send('POST', `${path}/end`, { body: {} })
  expect(await noticesOf(ada)).toEqual(['ownership.declined'])
  expect(await accepted()).toBe('ownership.no_offer')
  await offer()
  clock.set('2026-12-02T09:00:00Z')
  expect(await accepted()).toBe('ownership.no_offer')
  clock.set('2026-11-24T09:00:00Z')
  expect(await rolesIn(ada)).toEqual({ Ada: 'owner', 林悦: 'admin', Maya: 'admin' })
})

test('the organisation goes to somebody who signs in here, and to nobody else', async () => {
  const ada = await person()
  const hers = await signedIn(ada)
  const seat = await memberOf(ada.org, { name: 'Tomás', role: 'rep' })
  const elsewhere = await person()
  for (const memberId of [seat, ada.memberId, elsewhere.memberId]) {
    const answer = await hers.send('POST', `${path}/offer`, { body: { memberId, password } })
    expect(codeOf(answer)).toBe('ownership.member_unfit')
  }
})
