import { choice, integer, json, text } from '#platform/record/field.ts'
import { type RecordOf, record } from '#platform/record/record.ts'

/** A metric that the organisation defined for itself. Its formula is read by `formulaIn` (ledger/rules/ownMetric.ts). */
export const ownMetric = record({
  type: 'ownMetric',
  path: 'own-metrics',
  practice: 'ledger',
  sort: 'name',
  fields: {
    name: text({ required: true, filterable: true, max: 100 }),
    nameZh: text({ max: 100 }),
    nameEn: text({ max: 100 }),
    /** By which API, command line and targets know it; it stays as it is once given. */
    key: text({ required: true, unique: true, filterable: true, max: 40 }),
    formula: json({ required: true }),
    direction: choice('higher', 'lower', 'neither')({ required: true }),
  },
  kept: {
    /** Rises with every change of the formula. */
    revision: integer({ required: true }),
    /** The formulas of former revisions, the first one first. */
    former: json({ required: true }),
  },
  may: {
    read: {
      rep: 'all',
      manager: 'all',
      ops: 'all',
      payroll: 'all',
      hr: 'all',
      trainer: 'all',
      recruiter: 'all',
    },
    create: { ops: 'all' },
    update: { ops: 'all' },
    delete: { ops: 'all' },
    export: { ops: 'all' },
  },
})
export interface OwnMetric extends RecordOf<typeof ownMetric> {}
