import { money, text } from '#platform/record/field.ts'
import { type RecordOf, record } from '#platform/record/record.ts'
import { staffReads } from './permissions.ts'

export const product = record({
  type: 'product',
  path: 'products',
  practice: 'crm',
  sort: 'name',
  fields: {
    name: text({ required: true, unique: true, searchable: true, filterable: true, importable: true, max: 300 }),
    code: text({ filterable: true, importable: true, max: 100 }),
    category: text({ filterable: true, importable: true, max: 200 }),
    price: money({ importable: true }),
    cost: money({ importable: true }),
    externalId: text({ unique: true, filterable: true, importable: true, max: 200 }),
  },
  may: {
    read: staffReads,
    create: { ops: 'all' },
    update: { ops: 'all' },
    delete: { ops: 'all' },
    import: { ops: 'all' },
    export: { ops: 'all', manager: 'all' },
  },
})
export interface Product extends RecordOf<typeof product> {}
