import { sql } from 'kysely'
import { Conflict, Fault } from '#ledger/rules/fault.ts'
import type { App } from '#platform/config/context.ts'
import { requireGoodPassword } from '../rules/password.ts'
import { libraryOf } from './library.ts'

export interface User {
  readonly id: string
  readonly name: string
  readonly email: string
}
export interface NewUser {
  readonly name: string
  readonly email: string
  readonly password: string
}
/** A user and the token of a session that was just made for them. */
export interface Entered {
  readonly userId: string
  readonly token: string
}

export async function userByEmail(app: App, email: string): Promise<User | null> {
  const { rows } =
    await sql<User>`select id, name, email from auth."user" where email = ${email.trim().toLowerCase()}`.execute(
      app.db.outside,
    )
  return rows[0] ?? null
}

/** Throws Fault `auth.wrong` (401), which does not say whether it was the e-mail or the password. */
export async function enterUser(app: App, email: string, password: string): Promise<Entered> {
  const library = await libraryOf(app)
  try {
    const { user, token } = await library.api.signInEmail({ body: { email, password } })
    return { userId: user.id, token }
  } catch (error) {
    if (isRefusal(error)) throw new Fault('auth.wrong', { field: 'password' })
    throw error
  }
}

/** Makes a user and a first session. Throws Faults `auth.password_…`, `auth.account_exists` (409). */
export async function enterNewUser(app: App, given: NewUser): Promise<Entered> {
  requireGoodPassword(given.password)
  const email = given.email.trim().toLowerCase()
  const taken = new Conflict('auth.account_exists', { field: 'email', value: email })
  if (await userByEmail(app, email)) throw taken
  const library = await libraryOf(app)
  try {
    const { user, token } = await library.api.signUpEmail({
      body: { name: given.name, email, password: given.password },
    })
    if (token === null) throw new Error('A new user got no session.')
    return { userId: user.id, token }
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (await userByEmail(app, email)) throw taken
    throw new Fault('auth.email_invalid', { field: 'email', value: email })
  }
}

/** For the command line: a user who is not signed in anywhere. Answers their id. Throws as `enterNewUser`. */
export async function createUser(app: App, given: NewUser): Promise<string> {
  const { userId, token } = await enterNewUser(app, given)
  await sql`delete from auth.session where token = ${token}`.execute(app.db.outside)
  return userId
}

/** Takes back a user who could not be linked to anything. */
export async function dropUser(app: App, userId: string): Promise<void> {
  await sql`delete from auth."user" where id = ${userId}`.execute(app.db.outside)
}

export async function isPasswordOf(app: App, userId: string, password: string): Promise<boolean> {
  const { internalAdapter, password: passwords } = await (await libraryOf(app)).$context
  const account = await internalAdapter.findCredentialAccount(userId)
  return account?.password ? passwords.verify({ hash: account.password, password }) : false
}

/** Sets the password and ends all sessions but the one that is named. Answers how many ended. */
export async function setPassword(
  app: App,
  userId: string,
  password: string,
  keep: string | null = null,
): Promise<number> {
  const { internalAdapter, password: passwords } = await (await libraryOf(app)).$context
  const hash = await passwords.hash(password)
  if (await internalAdapter.findCredentialAccount(userId)) await internalAdapter.updatePassword(userId, hash)
  else await internalAdapter.createAccount({ userId, providerId: 'credential', accountId: userId, password: hash })
  const { rows } = await sql<{
    id: string
  }>`delete from auth.session where user_id = ${userId} and id is distinct from ${keep} returning id`.execute(
    app.db.outside,
  )
  return rows.length
}

/** What the library answers with a status below 500. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500
  )
}
