import { expect, test } from 'vitest'
import { type Role, roles } from '#platform/record/record.ts'
import { mayGive, mayGiveByFile, roleIn } from './memberRole.ts'

const givers = (role: Role) => roles.filter((giver) => mayGive(giver, role))

test('only an owner makes an owner', () => {
  expect(givers('owner')).toEqual(['owner'])
})

test.each(['admin', 'ops', 'payroll', 'hr'] as const)('%s is given by owners and admins only', (role) => {
  expect(givers(role)).toEqual(['owner', 'admin'])
})

test('HR, managers and sales ops bring in the people who sell and those who lead and train them', () => {
  for (const giver of ['hr', 'manager', 'ops'] as const) {
    expect(roles.filter((role) => mayGive(giver, role))).toEqual(['manager', 'rep', 'trainer', 'recruiter', 'guest'])
  }
})

test("a file makes no owner, not even an owner's", () => {
  expect(roles.filter((giver) => mayGiveByFile(giver, 'owner'))).toEqual([])
  const others = roles.filter((role) => role !== 'owner')
  for (const giver of roles) {
    expect(others.filter((role) => mayGiveByFile(giver, role))).toEqual(others.filter((role) => mayGive(giver, role)))
  }
})

test('a role is named in either language, with dashes or spaces', () => {
  expect(['Sales Rep', 'sales-ops', '销售经理', 'Pilot'].map(roleIn)).toEqual(['rep', 'ops', 'manager', null])
})
