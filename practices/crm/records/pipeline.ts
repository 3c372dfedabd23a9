import { integer, rate, relation, text } from '#platform/record/field.ts'
import { type RecordOf, record } from '#platform/record/record.ts'
import { staffReads } from './permissions.ts'

const settled = { read: staffReads, create: { ops: 'all' }, update: { ops: 'all' }, delete: { ops: 'all' } } as const

export const pipeline = record({
  type: 'pipeline',
  path: 'pipelines',
  practice: 'crm',
  sort: 'position',
  fields: {
    name: text({ required: true, unique: true, max: 200 }),
    position: integer({ required: true, filterable: true, from: 0, to: 1000 }),
  },
  may: settled,
})
export interface Pipeline extends RecordOf<typeof pipeline> {}

/** An open stage; won and lost are not stages but a deal's status. */
export const stage = record({
  type: 'stage',
  path: 'stages',
  practice: 'crm',
  sort: 'position',
  fields: {
    name: text({ required: true, max: 200 }),
    pipelineId: relation('pipeline')({ required: true, filterable: true }),
    position: integer({ required: true, filterable: true, from: 0, to: 1000 }),
    probability: rate({ required: true }),
    staleAfterDays: integer({ from: 1, to: 3650 }),
  },
  may: settled,
})
export interface Stage extends RecordOf<typeof stage> {}

export const lossReason = record({
  type: 'lossReason',
  path: 'loss-reasons',
  practice: 'crm',
  sort: 'position',
  fields: {
    name: text({ required: true, unique: true, max: 200 }),
    position: integer({ required: true, filterable: true, from: 0, to: 1000 }),
  },
  may: settled,
})
export interface LossReason extends RecordOf<typeof lossReason> {}
