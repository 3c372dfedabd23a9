import { Fault } from '#ledger/rules/fault.ts'

/** Whom a deal is about works at its customer. Throws Fault `deal.contact_elsewhere`. */
export function requireSameAccount(
  deal: { readonly accountId: string | null },
  contact: { readonly name: string; readonly accountId: string | null },
): void {
  // one of whom nobody said where they work may be of any
  if (deal.accountId === null || contact.accountId === null || contact.accountId === deal.accountId) return
  throw new Fault('deal.contact_elsewhere', { field: 'contactId', value: contact.name })
}
