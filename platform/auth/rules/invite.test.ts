import { expect, test } from 'vitest'
import { roles } from '#platform/record/record.ts'
import { mayInviteAs } from './invite.ts'

test('only an owner makes a link for an owner', () => {
  expect(roles.filter((role) => mayInviteAs(role, 'owner'))).toEqual(['owner'])
})

test('nobody comes to see pay by a link that they made themselves', () => {
  expect(roles.filter((role) => mayInviteAs(role, 'payroll'))).toEqual(['owner', 'admin', 'payroll'])
})

test('HR and managers invite the people who sell', () => {
  expect(mayInviteAs('hr', 'rep') && mayInviteAs('manager', 'rep') && mayInviteAs('hr', 'manager')).toBe(true)
})
