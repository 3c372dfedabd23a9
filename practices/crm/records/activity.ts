import { choice, day, flag, instant, integer, json, relation, text } from '#platform/record/field.ts'
import { type RecordOf, record } from '#platform/record/record.ts'

export const activityKinds = ['call', 'email', 'meeting', 'visit', 'message', 'note'] as const

export const activity = record({
  type: 'activity',
  path: 'activities',
  practice: 'crm',
  owner: 'ownerId',
  sort: '-occurredOn',
  title: 'subject',
  fields: {
    kind: choice(...activityKinds)({ required: true, filterable: true, importable: true }),
    subject: text({ required: true, searchable: true, importable: true, max: 300 }),
    body: text({ importable: true, max: 20_000 }),
    occurredOn: day({ required: true, filterable: true, importable: true }),
    occurredAt: instant({ importable: true }),
    ownerId: relation('member')({ filterable: true, importable: true }),
    // ids of our people who took part, the owner apart: each is credited
    participants: json(),
    accountId: relation('account')({ filterable: true, importable: true }),
    contactId: relation('contact')({ filterable: true, importable: true }),
    dealId: relation('deal')({ filterable: true, importable: true }),
    // when the customer answered a mail
    repliedOn: day({ filterable: true, importable: true }),
    repliedAt: instant({ importable: true }),
    outcome: text({ filterable: true, importable: true, max: 200 }),
    connected: flag({ importable: true }),
    minutes: integer({ importable: true, from: 0, to: 10_000 }),
    externalId: text({ unique: true, filterable: true, importable: true, max: 200 }),
  },
  may: {
    read: { rep: 'own', manager: 'line', ops: 'all' },
    create: { rep: 'own', manager: 'line', ops: 'all' },
    update: { rep: 'own', manager: 'line', ops: 'all' },
    delete: { rep: 'own', manager: 'line', ops: 'all' },
    import: { ops: 'all' },
    export: { rep: 'own', manager: 'line', ops: 'all' },
  },
})
export interface Activity extends RecordOf<typeof activity> {}
