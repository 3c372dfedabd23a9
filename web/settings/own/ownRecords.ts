import { choice, text } from '#platform/record/field.ts'
import { record } from '#platform/record/record.ts'

// Not record types of the API: what a form asks for is declared as fields are, so that the form for records serves.

/** What one says of oneself. */
export const profile = record({
  type: 'profile',
  path: 'profile',
  practice: 'web.settings',
  fields: { name: text({ required: true, max: 200 }), timeZone: text() },
  may: {},
})

export const passwordChange = record({
  type: 'password',
  path: 'password',
  practice: 'web.settings',
  title: 'oldPassword',
  fields: { oldPassword: text({ required: true }), newPassword: text({ required: true }) },
  may: {},
})

export const organisationChange = record({
  type: 'organisation',
  path: 'organisation',
  practice: 'web.settings',
  fields: { name: text({ required: true, max: 200 }), locale: choice('zh-CN', 'en')({ required: true }) },
  may: {},
})
