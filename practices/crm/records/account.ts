import { integer, json, money, relation, text } from '#platform/record/field.ts'
import { type RecordOf, record, type WireOf } from '#platform/record/record.ts'

export const account = record({
  type: 'account',
  path: 'accounts',
  practice: 'crm',
  owner: 'ownerId',
  sort: 'name',
  fields: {
    name: text({ required: true, searchable: true, filterable: true, importable: true, max: 300 }),
    parentId: relation('account')({ filterable: true, importable: true }),
    ownerId: relation('member')({ filterable: true, importable: true }),
    domain: text({ filterable: true, importable: true, max: 200 }),
    industry: text({ filterable: true, importable: true, max: 200 }),
    segment: text({ filterable: true, importable: true, max: 200 }),
    phone: text({ importable: true, max: 100, personal: true }),
    location: text({ filterable: true, importable: true, max: 300 }),
    foundedYear: integer({ importable: true, from: 1, to: 9999, plain: true }),
    employees: integer({ importable: true, from: 0 }),
    annualRevenue: money({ importable: true }),
    externalId: text({ unique: true, filterable: true, importable: true, max: 200 }),
    note: text({ max: 10_000 }),
  },
  kept: {
    // the customer that this one turned out to be
    mergedInto: relation('account')(),
    // what the merge moved and overwrote
    merge: json({ personal: true }),
  },
  may: {
    read: { rep: 'all', manager: 'all', ops: 'all', payroll: 'all', trainer: 'all', hr: 'all' },
    create: { rep: 'own', manager: 'line', ops: 'all' },
    update: { rep: 'own', manager: 'line', ops: 'all' },
    delete: { manager: 'line', ops: 'all' },
    merge: { ops: 'all' },
    import: { ops: 'all' },
    export: { manager: 'all', ops: 'all' },
  },
})
export interface Account extends RecordOf<typeof account> {}
export interface AccountWire extends WireOf<typeof account> {}
