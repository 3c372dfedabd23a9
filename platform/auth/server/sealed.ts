import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { App } from '#platform/config/context.ts'

const nonceSize = 12
const tagSize = 16
const keyOf = (app: App, purpose: string) => createHmac('sha256', app.secret).update(`seal\n${purpose}`).digest()

/** Sealed with the installation's secret (AES-256-GCM): read again with it alone, and only for what it belongs to. */
export function seal(app: App, purpose: string, owner: string, secret: Buffer): string {
  const nonce = randomBytes(nonceSize)
  const cipher = createCipheriv('aes-256-gcm', keyOf(app, purpose), nonce).setAAD(Buffer.from(owner))
  const text = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')
}

/** Null where it was sealed by another installation, for another owner, or was changed. */
export function unseal(app: App, purpose: string, owner: string, sealed: string): Buffer | null {
  const bytes = Buffer.from(sealed, 'base64url')
  const [nonce, tag] = [bytes.subarray(0, nonceSize), bytes.subarray(nonceSize, nonceSize + tagSize)]
  try {
    const cipher = createDecipheriv('aes-256-gcm', keyOf(app, purpose), nonce, { authTagLength: tagSize })
    cipher.setAAD(Buffer.from(owner)).setAuthTag(tag)
    return Buffer.concat([cipher.update(bytes.subarray(nonceSize + tagSize)), cipher.final()])
  } catch {
    return null
  }
}
