import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { App } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { attempt } from './attempts.ts'
import { signatureOf } from './keyText.ts'
import { isAppCode, plainCode, stepOf } from './oneTimeCode.ts'
import { unseal } from './sealed.ts'
import type { Entered } from './users.ts'

export const sealedFor = 'two-factor'

export interface TwoFactorRow {
  readonly secret: string
  readonly confirmed_at: string | null
  readonly last_step: string
  readonly recovery: readonly string[]
}
export async function twoFactorRow(db: Db, userId: string): Promise<TwoFactorRow | null> {
  const { rows } = await sql<TwoFactorRow>`select secret, confirmed_at, last_step::text as last_step, recovery
    from auth.two_factor where user_id = ${userId}`.execute(db)
  return rows[0] ?? null
}

/**
 * After the password: whoever has turned it on also gives a code, else the session that was just made ends. Throws Faults
 * `auth.code_needed` (401: the password was right), `auth.code_wrong`, `auth.too_many_attempts` (429).
 */
export async function requireSecondStep(app: App, entered: Entered, code: string | undefined): Promise<void> {
  try {
    const found = await twoFactorRow(app.db.outside, entered.userId)
    if (found === null || found.confirmed_at === null) return
    if (code === undefined) throw new Fault('auth.code_needed', { field: 'code' })
    await requireCode(app, entered.userId, found, code)
  } catch (error) {
    await sql`delete from auth.session where token = ${entered.token}`.execute(app.db.outside)
    throw error
  }
}

/** A code of the app or a recovery code, used up by this. Throws Faults `auth.code_wrong`, `auth.too_many_attempts` (429). */
export async function requireCode(app: App, userId: string, found: TwoFactorRow, typed: string): Promise<void> {
  const code = plainCode(typed)
  // few, for there are a million codes only; whoever tries them knows the password already
  await attempt(app, [{ of: `code ${userId}`, most: 5, clears: true }], async () => {
    const isGood = isAppCode(code)
      ? await spendAppCode(app, userId, found, code)
      : await spendRecoveryCode(app, userId, code)
    if (!isGood) throw new Fault('auth.code_wrong', { field: 'code' })
  })
}

async function spendAppCode(app: App, userId: string, found: TwoFactorRow, code: string): Promise<boolean> {
  const secret = unseal(app, sealedFor, userId, found.secret)
  const step = secret && stepOf(secret, code, app.clock.now(), Number(found.last_step))
  if (step === null) return false
  // of two at once with the same code one comes too late
  const used = await sql`update auth.two_factor set last_step = ${step}::bigint
    where user_id = ${userId} and secret = ${found.secret} and last_step < ${step}::bigint`.execute(app.db.outside)
  return used.numAffectedRows === 1n
}

async function spendRecoveryCode(app: App, userId: string, code: string): Promise<boolean> {
  const hash = recoveryHash(app, userId, code)
  const used = await sql`update auth.two_factor set recovery = array_remove(recovery, ${hash}::text)
    where user_id = ${userId} and confirmed_at is not null and ${hash}::text = any(recovery)`.execute(app.db.outside)
  return used.numAffectedRows === 1n
}

const recoveryCount = 10
// nothing that is read as something else
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const part = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')

/** Ten codes for when the app is not at hand, and what is kept of them. */
export function makeRecoveryCodes(app: App, userId: string): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: recoveryCount }, () => `${part()}-${part()}`)
  return { codes, hashes: codes.map((code) => recoveryHash(app, userId, plainCode(code))) }
}
const recoveryHash = (app: App, userId: string, plain: string) => signatureOf(app, 'recovery', `${userId} ${plain}`)
