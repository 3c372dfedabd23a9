import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { Conflict, Fault } from '#ledger/rules/fault.ts'
import { noteAudit, type Write } from '#ledger/server/write.ts'
import { writing } from '#ledger/server/writing.ts'
import { hostOf } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import { instantText } from '#platform/record/wire.ts'
import type { RecoveryCodes, TwoFactorBegun, TwoFactorState } from '../shapes.ts'
import { attempt } from './attempts.ts'
import { base32, keyUri } from './oneTimeCode.ts'
import { seal } from './sealed.ts'
import { makeRecoveryCodes, requireCode, sealedFor, twoFactorRow } from './secondStep.ts'
import type { SignedIn } from './signedIn.ts'
import { isPasswordOf, userByEmail } from './users.ts'

// A password asks for every change: an open laptop is not enough to shut its owner out.

export async function twoFactorState(app: App, { session }: SignedIn): Promise<TwoFactorState> {
  const found = await twoFactorRow(app.db.outside, session.userId)
  const since = found?.confirmed_at ?? null
  return {
    since: since && instantText(Temporal.Instant.from(since)),
    codesLeft: since === null ? 0 : (found?.recovery.length ?? 0),
  }
}

/** A secret for the app, which asks for nothing until it is confirmed. Throws Faults `auth.old_password_wrong`, `auth.two_factor_on` (409). */
export async function beginTwoFactor(app: App, actor: SignedIn, password: string): Promise<TwoFactorBegun> {
  const { userId } = actor.session
  await requirePassword(app, userId, password)
  const secret = randomBytes(20)
  const begun = await sql<{ email: string }>`with begun as (
      insert into auth.two_factor (user_id, secret, created_at)
      values (${userId}, ${seal(app, sealedFor, userId, secret)}, ${app.clock.now().toString()}::timestamptz)
      on conflict (user_id) do update set secret = excluded.secret, created_at = excluded.created_at, last_step = 0
        where auth.two_factor.confirmed_at is null returning user_id)
    select u.email from auth."user" u join begun on begun.user_id = u.id`.execute(app.db.outside)
  const email = begun.rows[0]?.email
  if (email === undefined) throw new Conflict('auth.two_factor_on')
  return { secret: base32(secret), uri: keyUri(secret, email) }
}

/** With a first code it is on; the recovery codes are shown this once. Throws Faults `auth.two_factor_off`, `auth.code_wrong`. */
export async function confirmTwoFactor(app: App, actor: SignedIn, code: string): Promise<RecoveryCodes> {
  const { userId } = actor.session
  const found = await twoFactorRow(app.db.outside, userId)
  if (found === null) throw new Fault('auth.two_factor_off')
  if (found.confirmed_at !== null) throw new Conflict('auth.two_factor_on')
  await requireCode(app, userId, found, code)
  const { codes, hashes } = makeRecoveryCodes(app, userId)
  await writing(app, actor, async (write) => {
    const on =
      await sql`update auth.two_factor set confirmed_at = ${write.now.toString()}::timestamptz, recovery = ${hashes}::text[]
      where user_id = ${userId} and secret = ${found.secret} and confirmed_at is null`.execute(write.tx)
    if (on.numAffectedRows !== 1n) throw new Fault('auth.two_factor_off')
    note(write, actor.memberId, 'two_factor_on')
  })
  return { codes }
}

/** The codes before them are good no more. Throws Faults `auth.old_password_wrong`, `auth.two_factor_off`. */
export async function renewRecoveryCodes(app: App, actor: SignedIn, password: string): Promise<RecoveryCodes> {
  const { userId } = actor.session
  await requirePassword(app, userId, password)
  const { codes, hashes } = makeRecoveryCodes(app, userId)
  await writing(app, actor, async (write) => {
    const renewed = await sql`update auth.two_factor set recovery = ${hashes}::text[]
      where user_id = ${userId} and confirmed_at is not null`.execute(write.tx)
    if (renewed.numAffectedRows !== 1n) throw new Fault('auth.two_factor_off')
    note(write, actor.memberId, 'recovery_codes')
  })
  return { codes }
}

/** Throws Faults `auth.old_password_wrong`, `auth.two_factor_off`. */
export async function endTwoFactor(app: App, actor: SignedIn, password: string): Promise<void> {
  const { userId } = actor.session
  await requirePassword(app, userId, password)
  await writing(app, actor, async (write) => {
    const off = await sql`delete from auth.two_factor where user_id = ${userId}`.execute(write.tx)
    if (off.numAffectedRows !== 1n) throw new Fault('auth.two_factor_off')
    note(write, actor.memberId, 'two_factor_off')
  })
}

/**
 * By the host, for one who has lost both app and recovery codes; every organisation of theirs keeps it in its audit.
 * Throws Faults `auth.user_unknown`, `auth.two_factor_off`.
 */
export async function takeTwoFactorOff(app: App, email: string): Promise<void> {
  const user = await userByEmail(app, email)
  if (user === null) throw new Fault('auth.user_unknown', { field: 'email', value: email })
  const off = await sql`delete from auth.two_factor where user_id = ${user.id}`.execute(app.db.outside)
  if (off.numAffectedRows !== 1n) throw new Fault('auth.two_factor_off')
  const { rows: seats } = await sql<{ org_id: string; member_id: string }>`
    select org_id, member_id from organisations_of_user(${user.id})`.execute(app.db.outside)
  for (const { org_id: orgId, member_id: memberId } of seats) {
    const org = await orgSettings(app.db.of(orgId), orgId)
    const host = hostOf(orgId, todayIn(org, app.clock.now()).toString(), org.locale)
    await writing(app, host, async (write) => note(write, memberId, 'two_factor_off'))
  }
}

/** Throws Faults `auth.old_password_wrong`, `auth.too_many_attempts` (429). */
export async function requirePassword(app: App, userId: string, password: string): Promise<void> {
  await attempt(app, [{ of: `password ${userId}`, most: 10, clears: true }], async () => {
    if (!(await isPasswordOf(app, userId, password))) throw new Fault('auth.old_password_wrong', { field: 'password' })
  })
}

function note(write: Write, memberId: string, action: string): void {
  noteAudit(write, { type: 'member', recordId: memberId, action, concerns: memberId, before: null, after: null })
}
