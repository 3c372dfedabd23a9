import { describe, expect, test } from 'vitest'
import { type ColumnDetection, detectColumn } from './detect.ts'
import { guessMapping, headerKey, headerWords, unitIn } from './headers.ts'
import { type ImportKind, importKinds, synonyms } from './synonyms.ts'
import { targetFields } from './targets.ts'

const empty = detectColumn([])

function guesses(kind: ImportKind, headers: readonly string[], columns?: readonly ColumnDetection[]) {
  return guessMapping({ headers, columns: columns ?? headers.map(() => empty), fields: targetFields(kind) })
}

/** Header → field, those that are left out with null. */
const mapped = (kind: ImportKind, headers: readonly string[], columns?: readonly ColumnDetection[]) =>
  Object.fromEntries(guesses(kind, headers, columns).map(({ header, field }) => [header, field]))

test('case, spaces, underscores, camel case, width, plural and marks make no difference', () => {
  for (const header of [
    'Close Date',
    'close_date',
    'closeDate',
    'CLOSE-DATE',
    'ＣｌｏｓｅＤａｔｅ',
    '*Close Date（必填）',
    'Close_Dates__c',
  ]) {
    expect(headerKey(header)).toBe('closedate')
  }
  expect(headerWords('CRMAccountID')).toEqual(['crm', 'account', 'id'])
  expect(headerKey('*客户名称（必填）')).toBe('客户名称')
  expect(headerKey('address')).toBe('address')
})

describe('one header a field', () => {
  test('the surer name wins, the other is left out', () => {
    expect(mapped('deals', ['Salesperson', 'Owner', 'Sales rep'])).toEqual({
      Salesperson: null,
      Owner: 'owner',
      'Sales rep': null,
    })
  })

  test.each(importKinds)('no field of %s is given to two columns, no name is listed twice for one field', (kind) => {
    const headers = [...Object.values(synonyms[kind]).flat()]
    const fields = guesses(kind, headers).flatMap(({ field }) => field ?? [])
    expect(new Set(fields).size).toBe(fields.length)
    for (const [field, names] of Object.entries(synonyms[kind])) {
      expect(targetFields(kind).some(({ name }) => name === field)).toBe(true)
      expect(new Set(names.map(headerKey)).size, `${kind}.${field}: ${names.join(', ')}`).toBe(names.length)
    }
  })
})

describe('what the values say', () => {
  const days = detectColumn(['2017-03-01', '2017-03-02'])
  const instants = detectColumn(['2017-03-01 09:30', '2017-03-02 10:00'])

  test('an activity’s date is a day or a moment, as the values are', () => {
    expect(mapped('activities', ['Activity date'], [days])).toEqual({ 'Activity date': 'occurredOn' })
    expect(mapped('activities', ['Activity date'], [instants])).toEqual({ 'Activity date': 'occurredAt' })
  })

  test('addresses are recognised under any name', () => {
    const emails = detectColumn(['maya@example.com', 'tomas@example.com'])
    expect(guesses('members', ['Kontakt', 'Name'], [emails, empty])[0]).toMatchObject({ field: 'email', why: 'values' })
  })

  test('but a fax number is no phone', () => {
    const phones = detectColumn(['+49 711 284222', '+49 711 284223'])
    expect(mapped('contacts', ['Fax'], [phones])).toEqual({ Fax: null })
  })

  test('a name that fits keeps its column where the values do not, less surely', () => {
    const [sure] = guesses('deals', ['Amount'], [detectColumn(['1.5', '2'])])
    const [unsure] = guesses('deals', ['Amount'], [detectColumn(['many', 'few'])])
    expect(sure).toMatchObject({ field: 'amount', confidence: 1, why: 'same-name', reading: { format: '1,234.56' } })
    expect(unsure).toMatchObject({ field: 'amount', reading: null })
    expect(unsure?.confidence).toBeLessThan(0.7)
  })

  test('a slip of the pen in a header', () => {
    expect(guesses('deals', ['Oportunity name'])[0]).toMatchObject({ field: 'name', why: 'similar' })
  })

  test('serial numbers under a date’s name are read as days', () => {
    const [guess] = guesses('deals', ['Close date'], [detectColumn(['42828', '42829'])])
    expect(guess).toMatchObject({ field: 'closedOn', reading: { kind: 'day', format: 'excel-serial' } })
  })
})

describe('what must be asked', () => {
  test('the order of day and month', () => {
    expect(guesses('deals', ['Close date'], [detectColumn(['03/04/2017'])])[0]?.asks).toEqual(['format'])
    expect(guesses('deals', ['Close date'], [detectColumn(['13/04/2017'])])[0]?.asks).toEqual([])
  })

  test('what 1,234 means, and whose dollars', () => {
    expect(guesses('deals', ['Amount'], [detectColumn(['$1,234'])])[0]?.asks).toEqual(['format', 'currency'])
  })

  test('in what unit small revenues are, unless the header says', () => {
    const small = detectColumn(['1100.04', '251.41'])
    expect(guesses('accounts', ['revenue'], [small])[0]).toMatchObject({ field: 'annualRevenue', asks: ['unit'] })
    expect(guesses('accounts', ['Revenue (USD m)'], [small])[0]).toMatchObject({
      asks: [],
      currency: 'USD',
      times: 1_000_000n,
    })
    expect(guesses('accounts', ['revenue'], [detectColumn(['1250000000'])])[0]?.asks).toEqual([])
  })
})

test.each([
  ['Amount (USD)', 'USD', null],
  ['金额（万元）', 'CNY', 10_000n],
  ['销售金额(元)', 'CNY', null],
  ['Revenue in million EUR', 'EUR', 1_000_000n],
  ['Revenue [$M]', null, 1_000_000n],
  ['Probability (%)', null, null],
  ['Amount', null, null],
  ['Amount (converted)', null, null],
])('%s tells currency %s and unit %s', (header, currency, times) => {
  expect(unitIn(header)).toEqual({ currency, times })
})
