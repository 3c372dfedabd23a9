import { createHmac } from 'node:crypto'

const periodS = 30
const digits = 6

/** The step of time that an instant lies in, by which an authenticator app makes its code. RFC 6238. */
export const stepAt = (instant: Temporal.Instant) => Math.floor(instant.epochMilliseconds / 1000 / periodS)

/** The code of six digits that an authenticator app shows in a step. RFC 4226 with SHA-1, which all apps know. */
export function codeAt(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const from = (mac.at(-1) ?? 0) & 0xf
  const number = (mac.readUInt32BE(from) & 0x7fffffff) % 10 ** digits
  return String(number).padStart(digits, '0')
}

/**
 * The step that a code is of: now, or one before or after, for clocks that differ and people who type slowly; null for
 * any other code, and for one of a step that was used, or of an earlier one.
 */
export function stepOf(secret: Buffer, code: string, now: Temporal.Instant, lastStep: number): number | null {
  const step = stepAt(now)
  return [step, step - 1, step + 1].find((one) => one > lastStep && codeAt(secret, one) === code) ?? null
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** Base32 (RFC 4648) without padding, as a person can type it into an app. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => alphabet[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
}

/** What the QR code says: the secret, and under which name the app keeps it. */
export function keyUri(secret: Buffer, email: string): string {
  const name = encodeURIComponent(`Farsail:${email}`)
  return `otpauth://totp/${name}?secret=${base32(secret)}&issuer=Farsail`
}

/** Spaces, dashes and capitals are how people copy: they count for nothing. */
export const plainCode = (typed: string) =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
export const isAppCode = (plain: string) => /^\d{6}$/.test(plain)
