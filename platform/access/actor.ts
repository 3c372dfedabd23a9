import type { Role } from '#platform/record/record.ts'

export type Via = 'app' | 'import' | 'api' | 'rule' | 'cli'

/** Who acts, in which organisation, with which right: handed to every function, never found in the surroundings. */
export interface Actor {
  readonly orgId: string
  /** Null for the host at the command line. */
  readonly memberId: string | null
  readonly role: Role
  readonly via: Via
  /** Scopes of an API key (`deals:read`); null for a person, who has all that the role has. */
  readonly scopes: ReadonlySet<string> | null
  readonly locale: string
  readonly address: string | null
  /** Today in the organisation's reporting zone: teams and lines are those of this day. */
  readonly today: string
}

/** The host of the installation at its own command line: acts for the organisation's owner, and the audit says so. */
export function hostOf(orgId: string, today: string, locale = 'en'): Actor {
  return { orgId, memberId: null, role: 'owner', via: 'cli', scopes: null, locale, address: null, today }
}
