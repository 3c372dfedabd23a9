import { choice, day, json, relation, text } from '#platform/record/field.ts'
import { type RecordOf, record } from '#platform/record/record.ts'
import { everybody } from './member.ts'

const office = { hr: 'all', ops: 'all' } as const
const settled = {
  read: everybody,
  create: office,
  update: office,
  delete: office,
  import: office,
  export: office,
} as const

/** A place with a working calendar: a national one by key (CN, US), days of its own beside it. */
export const site = record({
  type: 'site',
  path: 'sites',
  practice: 'org',
  sort: 'name',
  fields: {
    name: text({ required: true, unique: true, searchable: true, filterable: true, importable: true, max: 200 }),
    calendar: text({ importable: true, max: 8 }),
    timeZone: text({ importable: true, max: 64 }),
    // weekdays that are not worked, 1 Monday to 7 Sunday
    weekend: json({ required: true }),
    externalId: text({ importable: true, max: 200 }),
  },
  may: settled,
})
export interface Site extends RecordOf<typeof site> {}

export const calendarDay = record({
  type: 'calendarDay',
  path: 'calendar-days',
  practice: 'org',
  sort: 'on',
  title: 'name',
  fields: {
    siteId: relation('site')({ required: true, filterable: true, importable: true }),
    on: day({ required: true, filterable: true, importable: true }),
    kind: choice('holiday', 'madeUp', 'half')({ required: true, importable: true }),
    name: text({ importable: true, max: 200 }),
  },
  may: settled,
})
export interface CalendarDay extends RecordOf<typeof calendarDay> {}

export const leave = record({
  type: 'leave',
  path: 'leaves',
  practice: 'org',
  owner: 'memberId',
  sort: 'on',
  title: 'reason',
  fields: {
    memberId: relation('member')({ required: true, filterable: true, importable: true }),
    on: day({ required: true, filterable: true, importable: true }),
    part: choice('day', 'half')({ required: true, importable: true }),
    reason: text({ importable: true, max: 200, personal: true }),
  },
  may: {
    read: { rep: 'own', manager: 'line', hr: 'all', ops: 'all', payroll: 'all' },
    create: { manager: 'line', hr: 'all', ops: 'all' },
    update: { manager: 'line', hr: 'all', ops: 'all' },
    delete: { manager: 'line', hr: 'all', ops: 'all' },
    import: office,
    export: office,
  },
})
export interface Leave extends RecordOf<typeof leave> {}
