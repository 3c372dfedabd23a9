import { choice, day, instant, rate, relation, text } from '#platform/record/field.ts'
import { type RecordOf, record, type WireOf } from '#platform/record/record.ts'

/**
 * A target 指标: of one metric, for one period, for a person or a vacant seat, a team, or with neither the organisation.
 * Amounts are exact decimals in the metric's unit, for the full period; money is in the organisation's currency.
 */
export const target = record({
  type: 'target',
  path: 'targets',
  practice: 'goals',
  owner: 'memberId',
  sort: '-period',
  title: 'metric',
  fields: {
    /** Its key in the catalogue. */
    metric: text({ required: true, filterable: true, importable: true, max: 60 }),
    memberId: relation('member')({ filterable: true, importable: true }),
    teamId: relation('team')({ filterable: true, importable: true }),
    /** As periods are called everywhere: FY2027-Q1, 2017-Q3, 2026-06. */
    period: text({ required: true, filterable: true, importable: true, max: 24 }),
    amount: rate({ required: true, importable: true }),
    stretch: rate({ importable: true }),
    challenge: rate({ importable: true }),
  },
  kept: {
    from: day({ required: true, filterable: true }),
    to: day({ required: true, filterable: true }),
    acceptedAt: instant(),
    acceptedBy: relation('member')(),
    /** The person said no, and why; another amount asks anew. */
    declinedAt: instant(),
    declinedFor: text({ max: 1000 }),
    /** When it was last changed by command: from then on `amount` is only what it began with. */
    changedAt: instant(),
  },
  may: {
    read: { rep: 'own', manager: 'line', ops: 'all', payroll: 'all', hr: 'own', trainer: 'own', recruiter: 'own' },
    create: { manager: 'line', ops: 'all' },
    update: { manager: 'line', ops: 'all' },
    delete: { manager: 'line', ops: 'all' },
    accept: { rep: 'own', manager: 'own', ops: 'own', payroll: 'own', hr: 'own', trainer: 'own', recruiter: 'own' },
    change: { manager: 'line', ops: 'all' },
    import: { ops: 'all' },
    export: { manager: 'line', ops: 'all' },
  },
})
export interface Target extends RecordOf<typeof target> {}

export const changeStates = ['waiting', 'inForce', 'declined'] as const

/** What was decided about a target later: another amount from a day on, or for the whole period. Its amounts stay. */
export const targetChange = record({
  type: 'targetChange',
  path: 'target-changes',
  practice: 'goals',
  owner: 'memberId',
  sort: '-createdOn',
  title: 'reason',
  fields: {
    targetId: relation('target')({ required: true, filterable: true }),
    memberId: relation('member')({ filterable: true }),
    kind: choice('change', 'correction')({ required: true }),
    state: choice(...changeStates)({ required: true, filterable: true }),
    createdOn: day({ required: true, filterable: true }),
    /** The first day on which it holds; none for a correction, which holds for all of them. */
    from: day(),
    amount: rate({ required: true }),
    reason: text({ required: true, max: 1000 }),
    /** When the person accepted or declined; none where nobody was asked. */
    answeredAt: instant(),
    answeredBy: relation('member')(),
    declinedFor: text({ max: 1000 }),
  },
  may: {
    read: { rep: 'own', manager: 'line', ops: 'all', payroll: 'all', hr: 'own', trainer: 'own', recruiter: 'own' },
    export: { manager: 'line', ops: 'all' },
  },
})
export interface TargetChange extends RecordOf<typeof targetChange> {}
export interface TargetWire extends WireOf<typeof target> {}
export interface TargetChangeWire extends WireOf<typeof targetChange> {}
