import { choice, credits, day, json, money, rate, relation, text } from '#platform/record/field.ts'
import { type RecordOf, record, type WireOf } from '#platform/record/record.ts'

export const dealStatuses = ['open', 'won', 'lost', 'cancelled'] as const

export const deal = record({
  type: 'deal',
  path: 'deals',
  practice: 'crm',
  owner: 'ownerId',
  sort: '-createdOn',
  fields: {
    name: text({ required: true, searchable: true, filterable: true, importable: true, max: 300 }),
    accountId: relation('account')({ filterable: true, importable: true }),
    // whom it is about, at the customer
    contactId: relation('contact')({ filterable: true, importable: true }),
    productId: relation('product')({ filterable: true, importable: true }),
    stageId: relation('stage')({ required: true, filterable: true, importable: true }),
    ownerId: relation('member')({ filterable: true, importable: true }),
    amount: money({ filterable: true, importable: true }),
    closesOn: day({ filterable: true, importable: true }),
    probability: rate({ importable: true }),
    source: text({ filterable: true, importable: true, max: 200 }),
    competitor: text({ importable: true, max: 200 }),
    nextStep: text({ importable: true, max: 1000 }),
    nextStepOn: day({ filterable: true, importable: true }),
    externalId: text({ unique: true, filterable: true, searchable: true, importable: true, max: 200 }),
  },
  kept: {
    status: choice(...dealStatuses)({ required: true, filterable: true }),
    createdOn: day({ required: true, filterable: true }),
    firstAmount: money(),
    openedFor: relation('member')(),
    closedOn: day({ filterable: true }),
    cancelledOn: day({ filterable: true }),
    lossReasonId: relation('lossReason')({ filterable: true }),
    credits: credits(),
    // what was frozen when it began to count: rates, segment, region, pipeline
    basis: json({ required: true }),
  },
  may: {
    read: { rep: 'own', manager: 'line', ops: 'all', payroll: 'all' },
    create: { rep: 'own', manager: 'line', ops: 'all' },
    update: { rep: 'own', manager: 'line', ops: 'all' },
    delete: { rep: 'own', manager: 'line', ops: 'all' },
    advance: { rep: 'own', manager: 'line', ops: 'all' },
    win: { rep: 'own', manager: 'line', ops: 'all' },
    lose: { rep: 'own', manager: 'line', ops: 'all' },
    reopen: { rep: 'own', manager: 'line', ops: 'all' },
    cancel: { manager: 'line', ops: 'all' },
    correct: { manager: 'line', ops: 'all' },
    import: { ops: 'all' },
    export: { rep: 'own', manager: 'line', ops: 'all' },
  },
})
export interface Deal extends RecordOf<typeof deal> {}
export interface DealWire extends WireOf<typeof deal> {}
