import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { type App, newId } from '#platform/config/context.ts'
import { signatureOf } from './keyText.ts'

const windowMs = 15 * 60_000

export interface Limit {
  /** What is counted: an e-mail, an address, or both. */
  readonly of: string
  /** In a sliding quarter of an hour. */
  readonly most: number
  /** Succeeding wipes the slate. */
  readonly clears: boolean
}

/** Ten for a person at a place; more for a whole office behind one address, and for a person from everywhere. */
export function signInLimits(email: string, address: string | null): readonly Limit[] {
  const who = email.trim().toLowerCase()
  return [
    { of: `sign-in ${who} ${address}`, most: 10, clears: true },
    { of: `sign-in ${who}`, most: 50, clears: true },
    { of: `sign-in from ${address}`, most: 100, clears: false },
  ]
}
export function resetLimits(email: string, address: string | null): readonly Limit[] {
  return [
    { of: `reset ${email.trim().toLowerCase()}`, most: 5, clears: false },
    { of: `reset from ${address}`, most: 20, clears: false },
  ]
}

/** Does what may be tried only so often; only failures count. Throws Fault `auth.too_many_attempts` (429). */
export async function attempt<T>(app: App, limits: readonly Limit[], work: () => Promise<T>): Promise<T> {
  const id = await countAttempt(app, limits)
  const result = await work()
  const keys = (some: readonly Limit[]) => some.map((limit) => keyOf(app, limit))
  await sql`delete from auth.attempt where (key = any(${keys(limits)}::text[]) and id = ${id}::uuid)
    or key = any(${keys(limits.filter((limit) => limit.clears))}::text[])`.execute(app.db.outside)
  return result
}

/**
 * Counted before it is tried, so that many at once don't slip through. What is refused here is not counted, so the way in
 * opens again by itself. Throws Fault `auth.too_many_attempts`, `retryAfter` in seconds.
 */
export async function countAttempt(app: App, limits: readonly Limit[]): Promise<string> {
  const id = newId()
  const now = app.clock.now()
  const since = now.subtract({ milliseconds: windowMs }).toString()
  const { rows } = await sql<{ oldest: string }>`
    with wanted as (select * from unnest(${limits.map((limit) => keyOf(app, limit))}::text[], ${limits.map((limit) => limit.most)}::int[]) w(key, most)),
    full_up as (
      select min(a.at) as oldest from wanted w join auth.attempt a on a.key = w.key and a.at > ${since}::timestamptz
      group by w.key, w.most having count(*) >= w.most),
    counted as (
      insert into auth.attempt (key, id, at) select key, ${id}::uuid, ${now.toString()}::timestamptz from wanted
      where not exists (select from full_up))
    select oldest from full_up order by oldest desc limit 1`.execute(app.db.outside)
  const oldest = rows[0]?.oldest
  if (oldest === undefined) return id
  const freeAt = Temporal.Instant.from(oldest).epochMilliseconds + windowMs
  const retryAfter = Math.max(1, Math.ceil((freeAt - now.epochMilliseconds) / 1000))
  throw new Fault('auth.too_many_attempts', { retryAfter, minutes: Math.ceil(retryAfter / 60) })
}

const keyOf = (app: App, limit: Limit) => signatureOf(app, 'attempt', limit.of)
