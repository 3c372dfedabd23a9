import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editDistance } from './editDistance.ts'
import { matcher } from './nearMiss.ts'

const named = (...names: string[]) => names.map((name, index) => ({ id: `id-${index}`, name }))
const products = matcher(
  named('GTX Basic', 'GTX Pro', 'MG Special', 'MG Advanced', 'GTX Plus Pro', 'GTX Plus Basic', 'GTK 500'),
)
const nearest = (names: readonly string[], value: string) => {
  const result = matcher(named(...names))(value)
  return result.found === 'near' ? result.name : result.found
}

test('GTXPro is probably GTX Pro', () => {
  expect(products('GTXPro')).toMatchObject({ found: 'near', name: 'GTX Pro', others: [] })
})

describe('the same but for case, width and spaces is the same', () => {
  test.each(['gtx pro', ' GTX  Pro ', 'ＧＴＸ Pro', 'GTX\u00a0PRO'])('%j', (value) => {
    expect(products(value)).toEqual({ found: 'exact', id: 'id-1', name: 'GTX Pro' })
  })
})

test('two people of one name are a question', () => {
  const members = matcher([
    { id: 'a', name: '张伟', keys: ['zhang.wei@example.com'] },
    { id: 'b', name: '张伟', keys: ['zhang.wei2@example.com'] },
  ])
  expect(members('张伟')).toEqual({
    found: 'ambiguous',
    among: [
      { id: 'a', name: '张伟' },
      { id: 'b', name: '张伟' },
    ],
  })
  expect(members('Zhang.Wei2@example.com')).toEqual({ found: 'exact', id: 'b', name: '张伟' })
})

test('one’s name may be another’s number: a question too', () => {
  const accounts = matcher([
    { id: 'a', name: '3000', keys: ['1'] },
    { id: 'b', name: 'Acme', keys: ['3000'] },
  ])
  expect(accounts('3000').found).toBe('ambiguous')
  expect(accounts('1')).toMatchObject({ found: 'exact', id: 'a' })
})

describe('near', () => {
  test.each([
    ['Acme Corporation', 'Acme Corp'],
    ['Acme Corporation', 'Acme'],
    ['Acme, Inc.', 'ACME INC'],
    ['云帆科技有限公司', '云帆科技'],
    ['云帆科技股份有限公司', '云帆科技有限公司'],
    ['Luís Gonçalves', 'Luis Goncalves'],
    ['Moses Frase', 'Frase, Moses'],
    ['Darcel Schlecht', 'Darcel Schlect'],
    ['Darcel Schlecht', 'Dracel Schlecht'],
    ['technology', 'technolgy'],
    ['Philippines', 'Philipines'],
    ['Smith & Co', 'Smith and Co'],
    ['北京云帆信息科技有限公司', '北京云帆信息科枝有限公司'],
  ])('%s, written %s', (name, written) => {
    expect(nearest([name, 'Massive Dynamic', '李娜'], written)).toBe(name)
  })

  test.each([
    ['GTK 500', 'GTK 600'],
    ['Store 12', 'Store 21'],
    ['IBM', 'ICM'],
    ['Cody', 'Coby'],
    ['李娜', '李丽'],
    ['欧阳娜娜', '欧阳丽娜'],
    ['A.B', 'AB'],
    ['GTX Basic', 'GTX Pro'],
    ['Acme North', 'Acme South'],
    ['Cheers', ''],
  ])('%s is not %s', (name, written) => {
    expect(nearest([name], written)).toBe('none')
  })

  test('several near ones are all shown, nearest first', () => {
    const result = matcher(named('Acme Corp', 'Acme GmbH', 'Acme-Corp.'))('acmecorp')
    expect(result).toMatchObject({ found: 'near', name: 'Acme Corp' })
    expect(result.found === 'near' && result.others.map(({ name }) => name)).toEqual(['Acme-Corp.'])
  })
})

test('one slip anywhere in a long name is found among a hundred thousand', () => {
  const syllables = 'ba ce di fo gu ha ke li mo nu pa re si to vu wa xe yi zo qua'.split(' ')
  const nameOf = (number: number) =>
    [1, 20, 400, 8_000]
      .map((power) => syllables[Math.floor(number / power) % 20])
      .join('')
      .concat(' holdings')
  const match = matcher(Array.from({ length: 100_000 }, (_, number) => ({ id: `${number}`, name: nameOf(number) })))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999 }), fc.nat(), (number, place) => {
      const name = nameOf(number)
      const at = place % name.length
      const slipped = name.slice(0, at) + name.slice(at + 1)
      const result = match(slipped)
      const proposed = result.found === 'near' ? [result, ...result.others] : []
      expect(result.found === 'exact' || proposed.length > 0).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('a hundred thousand names that begin alike do no harm', () => {
  const match = matcher(
    Array.from({ length: 100_000 }, (_, number) => ({ id: `${number}`, name: `Shanghai Trading ${number}` })),
  )
  expect(match('Shanghai Tradign 54321')).toMatchObject({ found: 'near', name: 'Shanghai Trading 54321' })
  expect(match('Shanghai Trading')).toEqual({ found: 'none' })
})

test('the distance is the fewest steps, a swap being one', () => {
  expect(editDistance('kitten', 'sitting', 5)).toBe(3)
  expect(editDistance('ab', 'ba', 2)).toBe(1)
  expect(editDistance('abcdef', 'ghijkl', 2)).toBe(3)
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 8 }), (a, b, max) => {
      const exact = editDistance(a, b, 20)
      expect(editDistance(b, a, 20)).toBe(exact)
      expect(editDistance(a, b, max)).toBe(Math.min(exact, max + 1))
      expect(exact === 0).toBe(a === b)
    }),
  )
})
