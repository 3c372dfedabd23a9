import { relation, text } from '#platform/record/field.ts'
import { type RecordOf, record, type WireOf } from '#platform/record/record.ts'

export const contact = record({
  type: 'contact',
  path: 'contacts',
  practice: 'crm',
  owner: 'ownerId',
  sort: 'name',
  fields: {
    name: text({ required: true, searchable: true, filterable: true, importable: true, personal: true, max: 300 }),
    accountId: relation('account')({ filterable: true, importable: true }),
    ownerId: relation('member')({ filterable: true, importable: true }),
    email: text({ filterable: true, importable: true, personal: true, max: 320 }),
    phone: text({ importable: true, personal: true, max: 100 }),
    title: text({ importable: true, max: 200 }),
    externalId: text({ unique: true, filterable: true, importable: true, max: 200 }),
  },
  may: {
    read: { rep: 'own', manager: 'line', ops: 'all' },
    create: { rep: 'own', manager: 'line', ops: 'all' },
    update: { rep: 'own', manager: 'line', ops: 'all' },
    delete: { manager: 'line', ops: 'all' },
    import: { ops: 'all' },
    export: { manager: 'line', ops: 'all' },
  },
})
export interface Contact extends RecordOf<typeof contact> {}
export interface ContactWire extends WireOf<typeof contact> {}
