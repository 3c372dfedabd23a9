import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from './searchParams.ts'

test('a link to a filtered list reads as the API does, and back', () => {
  const search = {
    filter: { ownerId: { eq: 'maya' }, amount: { gte: '1000.00 CNY' } },
    sort: '-createdOn',
    search: '华夏 & 智造',
  }
  const text = stringifySearch(search)
  expect(text).toBe(
    '?filter[ownerId][eq]=maya&filter[amount][gte]=1000.00+CNY&sort=-createdOn&search=%E5%8D%8E%E5%A4%8F+%26+%E6%99%BA%E9%80%A0',
  )
  expect(parseSearch(text)).toEqual(search)
})

test('what is not set leaves no trace in the address', () => {
  expect(stringifySearch({ sort: undefined, filter: {}, search: '' })).toBe('')
})

test('an address cannot reach into the prototype', () => {
  expect(parseSearch('?__proto__[admin]=1&filter[__proto__][x]=1')).toEqual({})
})
