import { expect, test } from 'vitest'
import { neighboursOf } from './trail.ts'

test('a record knows what stands before and after it in the list it was opened from, and nothing where there was none', () => {
  const trail = { ids: ['a', 'b', 'c'], path: '/deals', view: {} }
  expect(neighboursOf(trail, 'b')).toEqual({ place: 2, of: 3, before: 'a', after: 'c' })
  expect(neighboursOf(trail, 'a')).toEqual({ place: 1, of: 3, before: null, after: 'b' })
  expect(neighboursOf(trail, 'x')).toBeNull()
  expect(neighboursOf(undefined, 'a')).toBeNull()
})
