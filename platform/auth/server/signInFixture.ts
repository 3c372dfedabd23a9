import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { type App, newId } from '#platform/config/context.ts'
import type { Handled } from '#platform/http/handled.ts'
import { serverOf } from '#platform/http/server.ts'
import { member } from '#platform/org/records/member.ts'
import type { Role } from '#platform/record/record.ts'
import { appForTests, buildOrg, type TestApp } from '../../../tests/harness.ts'
import { authenticatorOf } from './authentication.ts'
import { randomText } from './keyText.ts'
import { authRoutes } from './routes.ts'
import { sessionCookie, sessionDays } from './sessionCookie.ts'
import type { Mail } from './unsentMails.ts'
import { createUser } from './users.ts'

export const password = 'the tide comes in'
export const publicUrl = 'http://farsail.test'

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly cookie: string | null
  readonly setCookie: string | null
}
export interface Sent {
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}
/** Keeps its cookie as a browser does. */
export interface Browser {
  readonly cookie: () => string
  readonly setCookie: (value: string) => void
  readonly send: (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, sent?: Sent) => Promise<Answer>
}
export interface Person {
  readonly org: Actor
  readonly memberId: string
  readonly email: string
  readonly userId: string
}
export interface SignInServer extends TestApp {
  /** Mails that were sent, by a server that has mail. */
  readonly mails: Mail[]
  readonly browser: () => Browser
  /** The owner of a new organisation, as a user. */
  readonly person: (given?: { timeZone?: string }) => Promise<Person>
  /** A further member, who is not a user yet. */
  readonly memberOf: (
    org: Actor,
    given: { name: string; role: Role; email?: string | null; userId?: string },
  ) => Promise<string>
  /** A browser in which the person is signed in. */
  readonly signedIn: (person: Person) => Promise<Browser>
}

/** The routes of sign-in served as in production. Call it at the file's top. */
export function serveSignIn(
  given: { mail?: boolean; publicUrl?: string; more?: readonly Handled[] } = {},
): SignInServer {
  const test = appForTests()
  const { app } = test
  const mails: Mail[] = []
  const sendMail = async (mail: Mail) => {
    mails.push(mail)
  }
  let server: FastifyInstance
  beforeAll(async () => {
    const settings = {
      declarations: [member],
      sendMail: given.mail ? sendMail : null,
      publicUrl: given.publicUrl ?? publicUrl,
    }
    server = await serverOf(app, {
      handled: [...authRoutes(app, settings), ...(given.more ?? [])],
      authenticate: authenticatorOf(app),
    })
  })
  afterAll(() => server.close())
  const browser = () => browserOf(() => server)
  return {
    ...test,
    mails,
    browser,
    async person(place = {}) {
      const org = await buildOrg(app, place)
      const email = `${newId()}@example.com`
      const userId = await userWith(app, email)
      await sql`update member set user_id = ${userId} where org_id = ${org.orgId}::uuid`.execute(app.db.of(org.orgId))
      return { org, memberId: String(org.memberId), email, userId }
    },
    async memberOf(org, one) {
      const id = newId()
      await sql`insert into member (org_id, id, created_at, name, role, email, user_id) values (${org.orgId}::uuid, ${id}::uuid,
        ${app.clock.now().add({ seconds: 1 }).toString()}::timestamptz, ${one.name}, ${one.role},
        ${one.email ?? null}, ${one.userId ?? null})`.execute(app.db.of(org.orgId))
      return id
    },
    async signedIn(person) {
      const made = browser()
      made.setCookie(await cookieOf(app, person))
      return made
    },
  }
}

/** Hashing a password takes a fifth of a second by design: it is done once, and taken over for all others. */
async function userWith(app: App, email: string): Promise<string> {
  const { rows: hashed } = await sql<{
    hash: string
  }>`select password as hash from auth.account a join auth."user" u on u.id = a.user_id
    where u.email = 'template@example.com'`.execute(app.db.outside)
  if (hashed.length === 0) await createUser(app, { name: 'Template', email: 'template@example.com', password })
  const id = newId()
  await sql`insert into auth."user" (id, name, email) values (${id}, 'Ada', ${email})`.execute(app.db.outside)
  await sql`insert into auth.account (id, account_id, provider_id, user_id, password) select ${newId()}, ${id}, 'credential', ${id}, a.password
    from auth.account a join auth."user" u on u.id = a.user_id where u.email = 'template@example.com'`.execute(
    app.db.outside,
  )
  return id
}

async function cookieOf(app: App, { userId, org }: Person): Promise<string> {
  const token = randomText()
  const now = app.clock.now()
  await sql`insert into auth.session (id, user_id, token, created_at, expires_at) values (${newId()}, ${userId}, ${token},
    ${now.toString()}::timestamptz, ${now.add({ hours: 24 * sessionDays }).toString()}::timestamptz)`.execute(
    app.db.outside,
  )
  return sessionCookie(app, publicUrl, { token, orgId: org.orgId }).split(';')[0] ?? ''
}

function browserOf(server: () => FastifyInstance): Browser {
  let cookie = ''
  return {
    cookie: () => cookie,
    setCookie(value) {
      cookie = value
    },
    async send(method, path, sent = {}) {
      const headers = { ...(cookie === '' ? {} : { cookie }), 'user-agent': 'Chrome on a test', ...sent.headers }
      const response = await server().inject({
        method,
        url: `/api/v1${path}`,
        headers,
        ...(sent.body ? { payload: sent.body } : {}),
      })
      const header: unknown = response.headers['set-cookie']
      const setCookie = typeof header === 'string' ? header : null
      const fresh = setCookie?.split(';')[0] ?? null
      if (fresh !== null) cookie = fresh
      return { status: response.statusCode, body: response.json(), cookie: fresh, setCookie }
    },
  }
}

/** The code of the first problem that an answer names. */
export function codeOf(answer: Answer): unknown {
  return property(property(property(answer.body, 'errors'), '0'), 'code')
}
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
