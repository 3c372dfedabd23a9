import { expect, test } from 'vitest'
import { property, serveSignIn } from './signInFixture.ts'

const { mails, memberOf, person, signedIn } = serveSignIn({ mail: true })

test('an invitation is mailed to the seat’s address and can be copied; a seat without one gets the link alone', async () => {
  const ada = await person()
  const chrome = await signedIn(ada)
  const email = `${crypto.randomUUID()}@example.com`
  const maya = await memberOf(ada.org, { name: 'Maya', role: 'rep', email })
  const { body } = await chrome.send('POST', `/members/${maya}/invite`, { body: {} })
  expect(property(body, 'mail')).toEqual({ to: email, sent: true })
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({ to: email, subject: expect.stringContaining('海岳科技') })
  expect(mails[0]?.text).toContain(String(property(body, 'url')))
  const seat = await memberOf(ada.org, { name: 'Tomás', role: 'rep', email: null })
  const alone = await chrome.send('POST', `/members/${seat}/invite`, { body: {} })
  expect(property(alone.body, 'mail')).toBeNull()
  expect(mails).toHaveLength(1)
})
