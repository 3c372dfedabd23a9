import type { Role } from '#platform/record/record.ts'

/** Roles that see pay, set targets or run the organisation. */
const trusted: ReadonlySet<Role> = new Set(['owner', 'admin', 'ops', 'payroll'])

/**
 * Whoever makes a link could also use it, so nobody makes one for a role that they could not be given by it anyway: an
 * owner for all, an admin for all but an owner, the others for themselves alike and for roles without such trust.
 */
export function mayInviteAs(inviter: Role, invited: Role): boolean {
  if (inviter === 'owner') return true
  if (inviter === 'admin') return invited !== 'owner'
  return inviter === invited || !trusted.has(invited)
}
