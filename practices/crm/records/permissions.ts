import type { Allowed } from '#platform/record/record.ts'

/** What everybody who works here sees: the terms in which deals are spoken of. */
export const staffReads: Allowed = {
  rep: 'all',
  manager: 'all',
  ops: 'all',
  payroll: 'all',
  hr: 'all',
  trainer: 'all',
  recruiter: 'all',
}
