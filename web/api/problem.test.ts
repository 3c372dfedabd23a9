import { expect, test } from 'vitest'
import { ApiProblem } from './problem.ts'

const refused = (message: string) =>
  new ApiProblem(422, '', message, [{ path: 'organisationName', code: 'field.empty', message, details: {} }])

test('a field is called by the name that a person knows it by, in Chinese without a gap', () => {
  expect(refused('organisationName 为空，请填写。').at('organisationName', '组织名称')).toBe('组织名称为空，请填写。')
  expect(refused('organisationName 为空，请填写。').at('organisationName', 'API 密钥')).toBe('API 密钥为空，请填写。')
  expect(refused('organisationName is empty.').at('organisationName', 'Organisation')).toBe('Organisation is empty.')
})
