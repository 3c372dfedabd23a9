import { choice, day, json, money, relation, text } from '#platform/record/field.ts'
import { type RecordOf, record } from '#platform/record/record.ts'

/** What happened to a deal while it was open, and its reopenings; written by the deal's commands only. */
export const dealEvent = record({
  type: 'dealEvent',
  path: 'deal-events',
  practice: 'crm',
  owner: 'memberId',
  sort: '-on',
  title: 'kind',
  fields: {
    kind: choice('stage', 'amount', 'closeDay', 'reopened')({ required: true, filterable: true }),
    dealId: relation('deal')({ required: true, filterable: true }),
    on: day({ required: true, filterable: true }),
    memberId: relation('member')({ filterable: true }),
    accountId: relation('account')(),
    productId: relation('product')(),
    fromStageId: relation('stage')(),
    toStageId: relation('stage')(),
    pipelineId: relation('pipeline')(),
    before: text(),
    after: text(),
    amount: money(),
    basis: json({ required: true }),
  },
  may: { read: { rep: 'own', manager: 'line', ops: 'all', payroll: 'all' } },
})
export interface DealEvent extends RecordOf<typeof dealEvent> {}
