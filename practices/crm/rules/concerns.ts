import { type Concern, handedOver } from '#ledger/rules/concern.ts'
import type { Account } from '../records/account.ts'
import type { Deal } from '../records/deal.ts'

export const dealConcernKinds = [
  'deal.assigned',
  'deal.taken',
  'deal.won',
  'deal.lost',
  'deal.reopened',
  'deal.changed',
  'deal.deleted',
] as const
/** What an owner wants to know of when somebody else changed it. */
const told = ['name', 'amount', 'closesOn', 'stageId', 'accountId', 'productId', 'nextStep'] as const

/** Whom a change of a deal concerns: who owns it now, and who owned it. */
export function dealConcerns({ before, after }: { readonly before: Deal | null; readonly after: Deal }): Concern[] {
  const about = { name: after.name }
  if (before === null || before.ownerId !== after.ownerId) return handedOver('deal', before, after, about)
  const subject = { memberId: after.ownerId, subjectType: 'deal', subjectId: after.id }
  const kind = happened(before, after)
  if (kind !== null) return [{ ...subject, kind, about }]
  const fields = told.filter((name) => text(before[name]) !== text(after[name]))
  return fields.length === 0
    ? []
    : [{ ...subject, kind: 'deal.changed', about: { ...about, fields: fields.map((name) => `crm.deal.${name}`) } }]
}

/** Money is bigint inside, which JSON has no form for. */
const text = (value: unknown) =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner))

function happened(before: Deal, after: Deal): string | null {
  if (before.deletedAt === null && after.deletedAt !== null) return 'deal.deleted'
  if (before.status === after.status) return null
  if (after.status === 'won') return 'deal.won'
  return after.status === 'open' ? 'deal.reopened' : 'deal.lost'
}

export const accountConcernKinds = ['account.assigned', 'account.taken'] as const
/** A customer that came to somebody, or went from them. */
export function accountConcerns({
  before,
  after,
}: {
  readonly before: Account | null
  readonly after: Account
}): Concern[] {
  return handedOver('account', before, after, { name: after.name })
}
