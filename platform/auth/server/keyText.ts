import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { App } from '#platform/config/context.ts'

/** A secret that a person holds: it names its organisation and itself, so that it is looked up within its tenant. */
export interface KeyText {
  readonly orgId: string
  readonly id: string
  /** What is kept of it at rest. */
  readonly hash: string
}
const randomSize = 24
const size = 16 + 16 + randomSize

export function makeKeyText(prefix: string, orgId: string, id: string): KeyText & { readonly text: string } {
  const bytes = Buffer.concat([bytesOf(orgId), bytesOf(id), randomBytes(randomSize)])
  const text = prefix + bytes.toString('base64url')
  return { orgId, id, text, hash: hashOf(text) }
}

/** Null where it is no such key at all. Whether it is a good one, its hash must tell. */
export function readKeyText(prefix: string, text: string): KeyText | null {
  if (!text.startsWith(prefix)) return null
  const bytes = Buffer.from(text.slice(prefix.length), 'base64url')
  if (bytes.length !== size || prefix + bytes.toString('base64url') !== text) return null
  return { orgId: uuidOf(bytes.subarray(0, 16)), id: uuidOf(bytes.subarray(16, 32)), hash: hashOf(text) }
}

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex')
function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export const randomText = () => randomBytes(32).toString('base64url')
export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** Signed with the installation's secret, so that the database alone makes no cookie; one purpose never serves another. */
export const signatureOf = (app: App, purpose: string, text: string) =>
  createHmac('sha256', app.secret).update(`${purpose}\n${text}`).digest('base64url')

export function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}
