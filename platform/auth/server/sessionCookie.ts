import type { App } from '#platform/config/context.ts'
import { isSame, signatureOf } from './keyText.ts'

export const sessionDays = 30

/** What the cookie carries: whose session, and the organisation that it is in. */
export interface CookieContent {
  readonly token: string
  readonly orgId: string
}

// The prefix makes browsers refuse the cookie from anything but this very host over https.
const secureName = '__Host-farsail'
const plainName = 'farsail'
const isSecure = (publicUrl: string) => publicUrl.startsWith('https:')

/** The value of `set-cookie`. */
export function sessionCookie(app: App, publicUrl: string, { token, orgId }: CookieContent): string {
  const content = `${token}.${orgId}`
  return attributed(publicUrl, `${content}.${signatureOf(app, 'session', content)}`, sessionDays * 86_400)
}
export const noSessionCookie = (publicUrl: string) => attributed(publicUrl, '', 0)

function attributed(publicUrl: string, value: string, maxAge: number): string {
  const secure = isSecure(publicUrl)
  const name = secure ? secureName : plainName
  return `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** Null where there is none or its signature is not ours. */
export function sessionCookieIn(app: App, header: string | undefined): CookieContent | null {
  if (header === undefined) return null
  const value = cookieNamed(header, secureName) ?? cookieNamed(header, plainName)
  const [token, orgId, signature] = value?.split('.') ?? []
  if (token === undefined || orgId === undefined || signature === undefined) return null
  return isSame(signature, signatureOf(app, 'session', `${token}.${orgId}`)) ? { token, orgId } : null
}

function cookieNamed(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (at !== -1 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}
