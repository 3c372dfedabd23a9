import { day, rate, text } from '#platform/record/field.ts'
import { type RecordOf, record } from '#platform/record/record.ts'
import { everybody } from './member.ts'

/** 1 of `fromCurrency` is `rate` of `toCurrency`, from its day until a newer one. */
export const fxRate = record({
  type: 'fxRate',
  path: 'fx-rates',
  practice: 'org',
  sort: '-validOn',
  title: 'fromCurrency',
  fields: {
    fromCurrency: text({ required: true, filterable: true, importable: true, max: 3 }),
    toCurrency: text({ required: true, filterable: true, importable: true, max: 3 }),
    validOn: day({ required: true, filterable: true, importable: true }),
    rate: rate({ required: true, importable: true }),
    source: text({ required: true, filterable: true, importable: true, max: 100 }),
  },
  may: {
    read: everybody,
    create: { ops: 'all', payroll: 'all' },
    update: { ops: 'all' },
    delete: { ops: 'all' },
    import: { ops: 'all' },
  },
})
export interface FxRate extends RecordOf<typeof fxRate> {}
