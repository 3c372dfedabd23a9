import { day, relation, text } from '#platform/record/field.ts'
import { type RecordOf, record } from '#platform/record/record.ts'
import { everybody } from './member.ts'

const office = { hr: 'all', ops: 'all' } as const

export const team = record({
  type: 'team',
  path: 'teams',
  practice: 'org',
  sort: 'name',
  fields: {
    name: text({ required: true, unique: true, searchable: true, filterable: true, importable: true, max: 200 }),
    parentId: relation('team')({ filterable: true, importable: true }),
    managerId: relation('member')({ filterable: true, importable: true }),
    // a team without one takes its parent's
    region: text({ filterable: true, importable: true, max: 200 }),
    externalId: text({ unique: true, filterable: true, importable: true, max: 200 }),
  },
  may: { read: everybody, create: office, update: office, delete: office, import: office, export: office },
})
export interface Team extends RecordOf<typeof team> {}

/** Team, manager and site of a member from a day until a day, half-open; null is open on that side. Written by `moveMember`. */
export const membership = record({
  type: 'membership',
  path: 'memberships',
  practice: 'org',
  title: 'memberId',
  sort: '-createdAt',
  fields: {
    memberId: relation('member')({ required: true, filterable: true }),
    teamId: relation('team')({ filterable: true }),
    managerId: relation('member')({ filterable: true }),
    siteId: relation('site')({ filterable: true }),
    validFrom: day({ filterable: true }),
    validTo: day({ filterable: true }),
  },
  may: { read: everybody },
})
export interface Membership extends RecordOf<typeof membership> {}
