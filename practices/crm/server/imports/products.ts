import { targetFields } from '#platform/import/rules/targets.ts'
import { plainKind } from '#platform/import/server/plainKind.ts'
import { Product } from '../types.ts'

export const productImport = plainKind({
  kind: 'products',
  type: Product,
  fields: targetFields('products'),
  into: {},
  others: ['currency'],
  keys: [['externalId'], ['code'], ['name']],
  relations: () => [],
})
