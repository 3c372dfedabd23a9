import { describe, expect, test } from 'vitest'
import { columnDetector, DISTINCT_MAX, detectColumn } from './detect.ts'
import { readNumber } from './numbers.ts'

describe('dates', () => {
  test('03/04/2017 alone is a question', () => {
    expect(detectColumn(['03/04/2017', '05/06/2017'])).toMatchObject({
      kind: 'day',
      ambiguous: ['D/M/YYYY', 'M/D/YYYY'],
    })
  })

  test('a 13 answers it', () => {
    const european = detectColumn(['03/04/2017', '13/04/2017'])
    expect(european).toMatchObject({ kind: 'day', format: 'D/M/YYYY' })
    expect(european.ambiguous).toBeUndefined()
    const american = detectColumn(['03/04/2017', '04/13/2017'])
    expect(american).toMatchObject({ kind: 'day', format: 'M/D/YYYY' })
    expect(american.ambiguous).toBeUndefined()
  })

  test('13 on both sides is a question again', () => {
    const often = Array<string>(50).fill('03/04/2017')
    expect(detectColumn([...often, '13/04/2017', '04/13/2017'])).toMatchObject({
      kind: 'day',
      ambiguous: ['D/M/YYYY', 'M/D/YYYY'],
    })
  })

  test('the proof may come last of a hundred thousand', () => {
    const detector = columnDetector()
    for (let row = 0; row < 100_000; row += 1) detector.see(`0${(row % 9) + 1}/04/2017`)
    expect(detector.found().ambiguous).toHaveLength(2)
    detector.see('31/04/2017')
    detector.see('31/05/2017')
    expect(detector.found()).toMatchObject({ format: 'D/M/YYYY', misfits: 1, misfitSamples: ['31/04/2017'] })
  })

  test('two digits for the year leave three orders', () => {
    expect(detectColumn(['03/04/05']).ambiguous).toEqual(['D/M/YY', 'M/D/YY', 'YY/M/D'])
    expect(detectColumn(['12/31/17'])).toMatchObject({ format: 'M/D/YY' })
    expect(detectColumn(['13/04/17']).ambiguous).toEqual(['D/M/YY', 'YY/M/D'])
  })

  test.each([
    [['2017-03-01', '2017-12-31'], 'day', 'YYYY-M-D'],
    [['2017/3/1'], 'day', 'YYYY-M-D'],
    [['2017年3月1日'], 'day', 'YYYY年M月D日'],
    [['1.3.2017'], 'day', 'D.M.YYYY'],
    [['20170301', '20171231'], 'day', 'YYYYMMDD'],
    [['3-Apr-2017'], 'day', 'D-MMM-YYYY'],
    [['2021-01-01T00:00:00', '2021-01-02T00:00:00'], 'day', 'YYYY-M-D'],
    [['2021-01-01T00:00:00Z', '2021-01-02T09:30:00Z'], 'instant', 'YYYY-M-D'],
    [['2021-01-01 09:30'], 'instant', 'YYYY-M-D'],
  ])('%j is a %s as %s', (values, kind, format) => {
    expect(detectColumn(values)).toMatchObject({ kind, format })
  })

  test('serial numbers are numbers, and days where the column’s name says so', () => {
    const { kind, readings } = detectColumn(['42828', '42829'])
    expect(kind).toBe('integer')
    expect(readings).toContainEqual(expect.objectContaining({ kind: 'day', format: 'excel-serial' }))
  })
})

describe('numbers and money', () => {
  test('1,234 alone is a question', () => {
    expect(detectColumn(['1,234', '550']).ambiguous).toEqual(['1,234.56', '1.234,56'])
    expect(detectColumn(['1.234', '550']).ambiguous).toEqual(['1,234.56', '1.234,56'])
  })

  test.each([
    [['1,234', '0.5'], '1,234.56', 'number'],
    [['1,234', '1,234,567'], '1,234.56', 'integer'],
    [['1.234', '12,50'], '1.234,56', 'number'],
    [['1.234', '1.234.567'], '1.234,56', 'integer'],
    [['1 234,5', '7'], '1 234,56', 'number'],
    [["1'234", '7'], "1'234.56", 'integer'],
    [['0.125', '3.141'], '1,234.56', 'number'],
    [['550', '4821'], '1,234.56', 'integer'],
    [['1100.04', '4.54'], '1,234.56', 'number'],
  ])('%j proves %s', (values, format, kind) => {
    const found = detectColumn(values)
    expect(found).toMatchObject({ kind, format })
    expect(found.ambiguous).toBeUndefined()
  })

  test('proofs for both are a question', () => {
    expect(detectColumn(['12.5', '12,5', '3']).ambiguous).toEqual(['1,234.56', '1.234,56'])
  })

  test('currency', () => {
    expect(detectColumn(['€1,234.50', '€7'])).toMatchObject({ kind: 'money', currency: 'EUR' })
    expect(detectColumn(['¥1234.50', '¥7'])).toMatchObject({
      kind: 'money',
      currency: null,
      currencies: ['CNY', 'JPY'],
    })
    expect(detectColumn(['$5', 'US$7'])).toMatchObject({ kind: 'money', currency: 'USD' })
    expect(detectColumn(['USD 5', 'EUR 7'])).toMatchObject({
      kind: 'money',
      currency: null,
      currencies: ['USD', 'EUR'],
    })
    expect(detectColumn(['12.5万元', '3亿元'])).toMatchObject({ kind: 'money', currency: 'CNY' })
  })

  test('percentages', () => {
    expect(detectColumn(['60%', '5 %'])).toMatchObject({ kind: 'number', percent: true })
  })

  test('a leading nought makes a name of a number', () => {
    expect(detectColumn(['0171', '1000', '2113']).kind).toBe('text')
  })

  test('the format that was found reads every cell but the misfits', () => {
    const cells = ['1.234,50', '7', 'tbd', ...Array<string>(20).fill('12,5')]
    const found = detectColumn(cells)
    expect(found).toMatchObject({ kind: 'number', format: '1.234,56', misfits: 1, misfitSamples: ['tbd'] })
    expect(readNumber('1.234,50', '1.234,56')).toBe('1234.5')
  })
})

describe('other kinds', () => {
  test.each([
    [['maya@example.com', 'tomas@example.com'], 'email'],
    [['+55 (12) 3923-5555', '+49 0711 2842222', '+420 2 4172 5555'], 'phone'],
    [['13800138000', '13912345678'], 'phone'],
    [['https://acme.com', 'www.acme.de'], 'url'],
    [['yes', 'no', 'yes'], 'boolean'],
    [['是', '否'], 'boolean'],
    [['Won', 'Lost', 'Won', 'Lost'], 'choice'],
    [['Acme', 'Betatech', 'Cheers'], 'text'],
    [['14700', 'H2G 1A7', '12227-000', '0171'], 'text'],
    [['1', '0', '1'], 'integer'],
    [['98052-6399', '10001-1234'], 'text'],
    [['-', '', 'N/A'], 'text'],
  ])('%j is %s', (values, kind) => {
    expect(detectColumn(values).kind).toBe(kind)
  })

  test('empty cells are counted, with the words that say so', () => {
    expect(detectColumn(['a', '', 'N/A', '-', '-', ' '])).toMatchObject({
      values: 1,
      empty: 5,
      absent: [
        { value: '-', count: 2 },
        { value: 'N/A', count: 1 },
      ],
    })
  })

  test('choices come with counts, samples as they stand', () => {
    expect(detectColumn(['Won', 'Lost', 'Won', 'Won'])).toMatchObject({
      kind: 'choice',
      choices: [
        { value: 'Won', count: 3 },
        { value: 'Lost', count: 1 },
      ],
      samples: ['Won', 'Lost'],
      distinct: 2,
    })
  })
})

test('what is kept does not grow with the file', () => {
  const detector = columnDetector()
  for (let row = 0; row < 20_000; row += 1) detector.see(`value ${row} ${'x'.repeat(row % 500)}`)
  const found = detector.found()
  expect(found.distinct).toBe(DISTINCT_MAX)
  expect(found.values).toBe(20_000)
  expect(found.samples).toHaveLength(5)
  expect(Math.max(...found.samples.map((sample) => sample.length))).toBeLessThanOrEqual(200)
})
