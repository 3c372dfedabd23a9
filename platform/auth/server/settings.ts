import type { AnyDeclaration } from '#platform/record/record.ts'
import type { SendMail } from './unsentMails.ts'

/** What sign-in is told of the installation. */
export interface AuthSettings {
  /** All record types: a session says what its member may do with them. */
  readonly declarations: readonly AnyDeclaration[]
  /** Null while the host has set up no mail: then links are kept for the host. */
  readonly sendMail: SendMail | null
  /** Where people reach the installation; https makes the cookie secure. */
  readonly publicUrl: string
}

/** An address of the web app: `/invite/…`. */
export const addressOf = (publicUrl: string, path: string) => `${publicUrl.replace(/\/+$/, '')}${path}`
