import { fullName } from '#platform/import/rules/fullName.ts'
import { targetFields } from '#platform/import/rules/targets.ts'
import { plainKind } from '#platform/import/server/plainKind.ts'
import { Contact } from '../types.ts'
import { toAccount, toMember } from './relations.ts'

export const contactImport = plainKind({
  kind: 'contacts',
  type: Contact,
  fields: targetFields('contacts'),
  into: { owner: 'ownerId', account: 'accountId' },
  derived: {
    name: { from: ['firstName', 'lastName'], value: ({ firstName, lastName }) => fullName(firstName, lastName) },
  },
  others: ['firstName', 'lastName'],
  keys: [['externalId'], ['email'], ['name', 'account'], ['name']],
  relations: (mapped) =>
    [
      { ...toAccount, field: 'account' },
      { ...toMember, field: 'owner' },
    ].filter(({ field }) => mapped.has(field)),
})
