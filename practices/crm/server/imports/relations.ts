import type { RecordType } from '#ledger/server/recordType.ts'
import { draft, saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import type { Relation } from '#platform/import/server/importKind.ts'
import { member } from '#platform/org/records/member.ts'
import type { Declaration } from '#platform/record/record.ts'
import { account } from '../../records/account.ts'
import { contact } from '../../records/contact.ts'
import { deal } from '../../records/deal.ts'
import { product } from '../../records/product.ts'
import { Account, Contact, Product } from '../types.ts'

/** Saves new records that have nothing yet but their names. */
export function named<D extends Declaration>(type: RecordType<D>, more: { readonly [field: string]: unknown } = {}) {
  return async (write: Write, names: readonly string[]): Promise<readonly string[]> => {
    const drafts = names.map((name) => ({ before: null, after: draft(type.declaration, { ...more, name }) }))
    const saved = await saveAll(write, type, drafts)
    return saved.map(({ id }) => id)
  }
}

const plain = { inFile: false, creation: 'offered' } as const

export const toMember: Omit<Relation, 'field'> = {
  ...plain,
  declaration: member,
  by: ['name', 'email', 'externalId'],
  creation: 'never',
}
export const toAccount: Omit<Relation, 'field'> = {
  ...plain,
  declaration: account,
  by: ['name', 'externalId', 'domain'],
  create: named(Account),
}
export const toProduct: Omit<Relation, 'field'> = {
  ...plain,
  declaration: product,
  by: ['name', 'code', 'externalId'],
  create: named(Product),
}
export const toContact: Omit<Relation, 'field'> = {
  ...plain,
  declaration: contact,
  by: ['name', 'email', 'externalId'],
  create: named(Contact),
}
export const toDeal: Omit<Relation, 'field'> = {
  ...plain,
  declaration: deal,
  by: ['externalId', 'name'],
  creation: 'never',
}
