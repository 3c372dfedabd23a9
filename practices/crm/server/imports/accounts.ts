import { targetFields } from '#platform/import/rules/targets.ts'
import { plainKind } from '#platform/import/server/plainKind.ts'
import { Account } from '../types.ts'
import { toAccount, toMember } from './relations.ts'

export const accountImport = plainKind({
  kind: 'accounts',
  type: Account,
  fields: targetFields('accounts'),
  into: { owner: 'ownerId', parent: 'parentId' },
  others: ['currency'],
  keys: [['externalId'], ['domain'], ['name']],
  relations: (mapped) =>
    [
      { ...toAccount, field: 'parent', inFile: true },
      { ...toMember, field: 'owner' },
    ].filter(({ field }) => mapped.has(field)),
})
