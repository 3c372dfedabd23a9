import { describe, expect, test } from 'vitest'
import {
  isAbsent,
  phoneKey,
  readBoolean,
  readChoice,
  readDomain,
  readEmail,
  readPhone,
  readText,
  readUrl,
} from './values.ts'

test.each(['', '  ', '-', '—', '－', 'N/A', 'n/a', 'NULL', '无', ' 无 ', '\\N', '(blank)', '\u3000'])(
  '%j says nothing',
  (text) => {
    expect(isAbsent(text)).toBe(true)
  },
)

test.each(['0', 'NA', 'None', 'no', '无锡', 'null island'])('%j says something', (text) => {
  expect(isAbsent(text)).toBe(false)
})

test('which words say nothing is the column’s choice', () => {
  expect(isAbsent('无', new Set())).toBe(false)
  expect(isAbsent('tbd', new Set(['tbd']))).toBe(true)
})

test('text is trimmed and loses invisible marks, its line breaks stay', () => {
  expect(readText('\u3000Acme\u200b Inc.\n2nd \ufeff')).toBe('Acme Inc.\n2nd')
  expect(readText('e\u0301')).toBe('é')
  expect(() => readText('four', 3)).toThrow(expect.objectContaining({ code: 'import.text_too_long' }))
})

test('yes and no', () => {
  expect(['Yes', 'TRUE', '1', '是', '√'].map(readBoolean)).toEqual([true, true, true, true, true])
  expect(['no', 'False', '0', '否', '没有'].map(readBoolean)).toEqual([false, false, false, false, false])
  expect(() => readBoolean('perhaps')).toThrow(expect.objectContaining({ code: 'import.not_yes_or_no' }))
})

test('a choice is found by any of its names', () => {
  const choices = [
    { value: 'won', names: ['Closed Won', '赢单'] },
    { value: 'lost', names: ['Closed Lost', '输单'] },
  ]
  expect(['closed_won', 'CLOSED  WON', '赢单', 'Won'].map((text) => readChoice(text, choices))).toEqual(
    Array(4).fill('won'),
  )
  expect(() => readChoice('open', choices)).toThrow(expect.objectContaining({ code: 'import.not_a_choice' }))
})

describe('ways to reach people', () => {
  test('e-mail', () => {
    expect(readEmail(' Maya@Example.COM ')).toBe('maya@example.com')
    expect(readEmail('Maya <maya@example.com>')).toBe('maya@example.com')
    expect(readEmail('mailto:maya@example.co.uk')).toBe('maya@example.co.uk')
    for (const text of ['maya', 'maya@', 'maya@example', 'a@b.com; c@d.com', '@example.com', 'a b@example.com']) {
      expect(() => readEmail(text)).toThrow(expect.objectContaining({ code: 'import.not_an_email' }))
    }
  })

  test('phones stay readable, and are the same by their key', () => {
    expect(readPhone('＋４９ （０）711 28')).toBe('+49 (0)711 28')
    expect(readPhone('010-8888 6666 转 12')).toBe('010-8888 6666 转 12')
    expect(new Set(['+49 (0)711-2842222', '0049 711 2842222', '+497112842222'].map(phoneKey)).size).toBe(1)
    expect(() => readPhone('1.38E+10')).toThrow(expect.objectContaining({ code: 'import.cut_by_spreadsheet' }))
    expect(() => readPhone('ask reception')).toThrow(expect.objectContaining({ code: 'import.not_a_phone' }))
  })

  test('domains and addresses', () => {
    expect(
      ['https://www.Acme.com/shop?x=1', 'acme.com', 'ada@acme.com', 'http://acme.com:8080'].map(readDomain),
    ).toEqual(Array(4).fill('acme.com'))
    expect(readDomain('云帆.中国')).toBe('云帆.中国')
    expect(() => readDomain('acme')).toThrow(expect.objectContaining({ code: 'import.not_a_domain' }))
    expect(readUrl('acme.com/shop')).toBe('https://acme.com/shop')
    expect(() => readUrl('javascript:alert(1)')).toThrow(expect.objectContaining({ code: 'import.not_a_url' }))
  })
})
