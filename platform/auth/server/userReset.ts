import { Fault } from '#ledger/rules/fault.ts'
import type { App } from '#platform/config/context.ts'
import { resetLink } from './passwordResets.ts'

const hours = 24

/** `farsail user reset EMAIL`: a link for the host to hand over, good for a day. Throws Fault `auth.user_unknown`. */
export async function resetUser(app: App, email: string, publicUrl: string): Promise<{ url: string }> {
  const link = await resetLink(app, email, hours, publicUrl)
  if (link === null) throw new Fault('auth.user_unknown', { field: 'email', value: email })
  return { url: link.url }
}
