import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { convert, findRate, isStale, type Rate, rateBook } from './fx.ts'
import { parseMoney } from './money.ts'
import { rational } from './rounding.ts'

const on = (day: string) => Temporal.PlainDate.from(day)
const rate = (from: string, to: string, day: string, text: string, source = 'ECB'): Rate => ({
  from,
  to,
  validOn: on(day),
  rate: text,
  source,
})
const usd = { pivots: ['USD'] }

function converted(rates: readonly Rate[], text: string, from: string, to: string, day: string) {
  return convert(parseMoney(text, from), to, rateBook(rates, usd).find(from, to, on(day)))
}

describe('finding a rate', () => {
  test('EUR 100.00 by the pivot USD at 1.0845 and 7.2 is CNY 780.84', () => {
    const rates = [rate('EUR', 'USD', '2026-03-02', '1.0845'), rate('USD', 'CNY', '2026-03-01', '7.2')]
    expect(converted(rates, '100.00', 'EUR', 'CNY', '2026-03-05')).toEqual(parseMoney('780.84', 'CNY'))
    expect(rateBook(rates, usd).find('EUR', 'CNY', on('2026-03-05'))).toMatchObject({
      rateText: '7.8084',
      path: ['EUR', 'USD', 'CNY'],
      on: on('2026-03-01'),
    })
  })

  test('a rate holds until the day a newer one starts', () => {
    const rates = [rate('USD', 'CNY', '2026-03-16', '7.25'), rate('USD', 'CNY', '2026-03-01', '7.2')]
    expect(converted(rates, '100.00', 'USD', 'CNY', '2026-03-15')).toEqual(parseMoney('720.00', 'CNY'))
    expect(converted(rates, '100.00', 'USD', 'CNY', '2026-03-16')).toEqual(parseMoney('725.00', 'CNY'))
  })

  test('the other direction is the exact inverse, and the newer of the two directions wins', () => {
    const rates = [rate('USD', 'CNY', '2026-03-01', '7.2'), rate('CNY', 'USD', '2026-03-10', '0.125')]
    const book = rateBook(rates, usd)
    expect(book.find('CNY', 'USD', on('2026-03-09'))).toMatchObject({
      n: 5n,
      d: 36n,
      rateText: '0.13888888888888888889',
    })
    expect(book.find('USD', 'CNY', on('2026-03-10'))).toMatchObject({ n: 8n, d: 1n, rateText: '8' })
  })

  test('of one day the direction asked for wins', () => {
    const rates = [rate('USD', 'CNY', '2026-03-01', '7.2'), rate('CNY', 'USD', '2026-03-01', '0.14')]
    expect(findRate(rates, 'USD', 'CNY', on('2026-03-01'), usd).rateText).toBe('7.2')
    expect(findRate(rates, 'CNY', 'USD', on('2026-03-01'), usd).rateText).toBe('0.14')
  })

  test('a pivot takes both legs from one source, and the source’s own base if the organisation’s does not do', () => {
    const mixed = [rate('EUR', 'USD', '2026-03-01', '1.1', 'ECB'), rate('USD', 'CNY', '2026-03-01', '7', 'typed')]
    expect(() => findRate(mixed, 'EUR', 'CNY', on('2026-03-02'), usd)).toThrow('fx.rate_missing')
    const ecb = [
      rate('EUR', 'SEK', '2026-03-01', '11'),
      rate('EUR', 'NOK', '2026-03-01', '12'),
      rate('EUR', 'JPY', '2026-03-01', '160'),
    ]
    expect(findRate(ecb, 'SEK', 'NOK', on('2026-03-02'), usd)).toMatchObject({
      n: 12n,
      d: 11n,
      path: ['SEK', 'EUR', 'NOK'],
      source: 'ECB',
    })
  })

  test('without a rate the write is refused, naming pair and day', () => {
    const rates = [rate('USD', 'CNY', '2026-03-01', '7.2')]
    expect(() => findRate(rates, 'USD', 'CNY', on('2026-02-28'), usd)).toThrow(
      expect.objectContaining({
        code: 'fx.rate_missing',
        details: expect.objectContaining({ from: 'USD', to: 'CNY', day: '2026-02-28' }),
      }),
    )
  })

  test('a currency is itself at 1', () => {
    expect(findRate([], 'USD', 'USD', on('2026-03-01'), usd)).toMatchObject({ n: 1n, d: 1n, rateText: '1' })
  })

  test('a rate is stale after more than ten days', () => {
    const found = { on: on('2026-03-01') }
    expect(isStale(found, on('2026-03-11'))).toBe(false)
    expect(isStale(found, on('2026-03-12'))).toBe(true)
  })

  test('an indexed book finds what a look through the list finds', () => {
    const days = fc.integer({ min: 0, max: 60 }).map((days) => on('2026-01-01').add({ days }))
    const lists = fc.uniqueArray(fc.record({ day: days, cents: fc.integer({ min: 1, max: 999 }) }), {
      selector: ({ day }) => day.toString(),
      minLength: 1,
    })
    fc.assert(
      fc.property(lists, days, (list, day) => {
        const rates = list.map(({ day: from, cents }) => rate('USD', 'CNY', from.toString(), `${cents}`))
        const known = rates.filter((each) => Temporal.PlainDate.compare(each.validOn, day) <= 0)
        const [newest] = known.toSorted((a, b) => Temporal.PlainDate.compare(b.validOn, a.validOn))
        if (newest === undefined) expect(() => findRate(rates, 'USD', 'CNY', day, usd)).toThrow('fx.rate_missing')
        else expect(findRate(rates, 'USD', 'CNY', day, usd).rateText).toBe(newest.rate)
      }),
    )
  })
})

describe('converting', () => {
  test('once, into the target’s own minor units', () => {
    expect(converted([rate('USD', 'JPY', '2026-03-01', '151.37')], '10.50', 'USD', 'JPY', '2026-03-01').amount).toBe(
      1589n,
    )
    expect(converted([rate('USD', 'KWD', '2026-03-01', '0.3075')], '123.45', 'USD', 'KWD', '2026-03-01')).toEqual(
      parseMoney('37.961', 'KWD'),
    )
  })

  test('USD 50.00 and EUR 50.00 at 1.0845 are USD 104.23 together', () => {
    const euros = converted([rate('EUR', 'USD', '2026-03-01', '1.0845')], '50.00', 'EUR', 'USD', '2026-03-01')
    expect(euros.amount + 5000n).toBe(10_423n)
  })

  test('a reversal converts to the mirror of its original', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 12n), 10n ** 12n),
        fc.bigInt(1n, 10n ** 6n),
        fc.bigInt(1n, 10n ** 6n),
        (amount, n, d) => {
          const there = convert({ amount, currency: 'USD' }, 'CNY', rational(n, d))
          expect(convert({ amount: -amount, currency: 'USD' }, 'CNY', rational(n, d)).amount).toBe(-there.amount)
        },
      ),
    )
  })
})
