import { day, relation, text } from '#platform/record/field.ts'
import { type RecordOf, record } from '#platform/record/record.ts'

/**
 * A ramp 爬坡 for newcomers: which percentage of a full target is asked in each month since the first day. It holds for who
 * begins on its first day or later, until one with a later day takes over; for a team and those below it, the nearest
 * one up the tree first; one without a team for everybody else.
 */
export const ramp = record({
  type: 'ramp',
  path: 'ramps',
  practice: 'goals',
  sort: '-startsFrom',
  fields: {
    name: text({ required: true, filterable: true, max: 200 }),
    teamId: relation('team')({ filterable: true }),
    startsFrom: day({ required: true, filterable: true }),
    /** Whole percentages in a row, "0, 25, 50, 75, 100"; the last one holds on. */
    shares: text({ required: true, max: 400 }),
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
export interface Ramp extends RecordOf<typeof ramp> {}
