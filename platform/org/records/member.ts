import { choice, day, flag, json, text } from '#platform/record/field.ts'
import { type RecordOf, record, roles } from '#platform/record/record.ts'

export const everybody = {
  rep: 'all',
  manager: 'all',
  ops: 'all',
  payroll: 'all',
  hr: 'all',
  trainer: 'all',
  recruiter: 'all',
} as const
const office = { hr: 'all', ops: 'all' } as const

/** A person of the organisation, or a vacant seat. Not yet a user: somebody signs in once the invitation is accepted. */
export const member = record({
  type: 'member',
  path: 'members',
  practice: 'org',
  sort: 'name',
  fields: {
    name: text({ required: true, searchable: true, filterable: true, importable: true, personal: true, max: 200 }),
    email: text({ unique: true, filterable: true, searchable: true, importable: true, personal: true, max: 320 }),
    phone: text({ importable: true, personal: true, max: 100 }),
    title: text({ importable: true, max: 200 }),
    role: choice(...roles)({ required: true, filterable: true, importable: true }),
    vacant: flag({ required: true, filterable: true }),
    timeZone: text({ importable: true, max: 64 }),
    locale: text({ importable: true, max: 16 }),
    hours: json(),
    employedFrom: day({ filterable: true, importable: true }),
    employedTo: day({ filterable: true, importable: true }),
    externalId: text({ unique: true, filterable: true, importable: true, max: 200 }),
  },
  kept: {
    userId: text(),
    deactivatedOn: day({ filterable: true }),
  },
  may: {
    read: everybody,
    create: office,
    update: office,
    delete: {},
    import: office,
    export: { ...office, manager: 'all' },
    invite: { hr: 'all', ops: 'all', manager: 'line' },
    deactivate: office,
    move: office,
  },
})
export interface Member extends RecordOf<typeof member> {}
