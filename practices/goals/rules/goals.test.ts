import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Rational, rational, ratioText } from '#ledger/rules/rounding.ts'
import type { WorkingMember } from '#ledger/rules/workCalendar.ts'
import { overAssignment } from './cascade.ts'
import { landingByPace, landingByPipeline } from './landing.ts'
import { type Curve, expectedToDate, inSteps, type Pacing, paceDays } from './pace.ts'
import { amountsAfter, quotaOf } from './quota.ts'
import { statusOf } from './status.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const days = (from: string, to: string) => ({ from: day(from), to: day(to) })
/** Monday to Friday, no holidays. */
const weekdays = { validFrom: day('0001-01-01'), calendar: { weekend: [6, 7], days: [] } }
const member: WorkingMember = { calendars: [weekdays], leave: [] }
const always = { from: null, to: null }
const [may, june, q2] = [
  days('2026-05-01', '2026-05-31'),
  days('2026-06-01', '2026-06-30'),
  days('2026-04-01', '2026-06-30'),
]
const linear: Curve = { kind: 'linear' }

describe('the quota of a person in a period', () => {
  const from = (text: string | null, amount: bigint) => ({ from: text === null ? null : day(text), amount })

  test('raised in the middle of June from 10,000.00 to 15,000.00, 10 and 12 of 22 days: 12,727.27', () => {
    expect(quotaOf([from(null, 1_000_000n), from('2026-06-15', 1_500_000n)], june, member, always)).toBe(1_272_727n)
  })

  test('who joins on the last Friday of May has one day of 21, who joins on the Saturday after it none', () => {
    const joined = (text: string) => quotaOf([from(null, 2_100_000n)], may, member, { from: day(text), to: null })
    expect(joined('2026-05-29')).toBe(100_000n)
    expect(joined('2026-05-30')).toBe(0n)
  })

  test('who was told nothing for the period has no quota, which is not one of 0', () => {
    expect(quotaOf([], may, member, always)).toBeNull()
    expect(quotaOf([from('2026-06-01', 5n)], may, member, always)).toBeNull()
  })

  test('a correction holds for all days, a change from its day on', () => {
    const changes = [
      { kind: 'change', from: null, amount: 10n },
      { kind: 'change', from: day('2026-06-15'), amount: 20n },
      { kind: 'correction', from: null, amount: 12n },
      { kind: 'change', from: day('2026-06-20'), amount: 30n },
      { kind: 'change', from: day('2026-06-20'), amount: 31n },
    ] as const
    expect(amountsAfter(changes)).toEqual([from(null, 12n), from('2026-06-20', 31n)])
  })

  test('an amount that holds throughout is the quota, and two halves of a period are no more than the whole', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.integer({ min: 0, max: 29 }), (amount, n) => {
        const split = june.from.add({ days: n })
        expect(quotaOf([{ from: null, amount }], june, member, always)).toBe(amount)
        const first = quotaOf([{ from: null, amount }], june, member, { from: null, to: split.subtract({ days: 1 }) })
        const second = quotaOf([{ from: null, amount }], june, member, { from: split, to: null })
        const off = (first ?? 0n) + (second ?? 0n) - amount
        expect(off >= -1n && off <= 1n).toBe(true)
      }),
    )
  })
})

describe('what is expected to date', () => {
  const pacing = (period: Pacing['period'], on: string, who = member): Pacing => ({
    period,
    on: day(on),
    member: who,
    employed: always,
  })
  const cents = (value: Rational) => inSteps(value)
  const months: Curve = {
    kind: 'seasonal',
    months: [
      { ...days('2026-04-01', '2026-04-30'), weight: 2n },
      { ...may, weight: 3n },
      { ...june, weight: 5n },
    ],
  }

  test('33 of the 65 working days of a quarter: 33,000.00 of 65,000.00', () => {
    expect(cents(expectedToDate(6_500_000n, linear, pacing(q2, '2026-05-15')))).toBe(3_300_000n)
  })

  test('months of 2:3:5 out of 10,000.00: by 15 May 3,571.43, and with 4,000.00 attained a landing of 11,200.00', () => {
    const expected = expectedToDate(1_000_000n, months, pacing(q2, '2026-05-15'))
    expect(cents(expected)).toBe(357_143n)
    const so = { actual: 400_000n, quota: 1_000_000n, expected, days: paceDays(pacing(q2, '2026-05-15')), daily: [] }
    expect(landingByPace(so)).toEqual({ value: 1_120_000n, low: null, high: null })
  })

  test('a week of leave moves the pace: 6 of 16 days of 21,000.00 are 7,875.00', () => {
    const leave = [4, 5, 6, 7, 8].map((n) => ({ day: day(`2026-05-0${n}`), days: 1 as const }))
    expect(cents(expectedToDate(2_100_000n, linear, pacing(may, '2026-05-15', { ...member, leave })))).toBe(787_500n)
  })

  test('points of a curve are met on their days, with straight lines between', () => {
    const curve: Curve = { kind: 'custom', points: [{ day: day('2026-06-12'), share: rational(1n, 5n) }] }
    const on = (text: string) => cents(expectedToDate(100_000n, curve, pacing(june, text)))
    expect([on('2026-06-05'), on('2026-06-12'), on('2026-06-19'), on('2026-06-30')]).toEqual([
      10_000n,
      20_000n,
      53_333n,
      100_000n,
    ])
  })

  test('before the period nothing is expected, on its last day all of it, and a count to a tenth', () => {
    expect(cents(expectedToDate(7n, linear, pacing(may, '2026-04-30')))).toBe(0n)
    expect(cents(expectedToDate(7n, linear, pacing(may, '2026-05-31')))).toBe(7n)
    expect(inSteps(expectedToDate(30_000_000n, linear, pacing(may, '2026-05-15')), 100_000n)).toBe(15_700_000n)
  })

  test('who is on leave for all of it is expected to have it on the last day only', () => {
    const leave = Array.from({ length: 30 }, (_, n) => ({ day: june.from.add({ days: n }), days: 1 as const }))
    const on = (text: string) => cents(expectedToDate(9n, linear, pacing(june, text, { ...member, leave })))
    expect([on('2026-06-29'), on('2026-06-30')]).toEqual([0n, 9n])
  })

  test('it never falls from one day to the next, whatever the curve', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(linear, months),
        fc.bigInt(0n, 10n ** 12n),
        fc.integer({ min: 0, max: 89 }),
        (curve, quota, n) => {
          const at = (offset: number) =>
            expectedToDate(quota, curve, { ...pacing(q2, '2026-04-01'), on: q2.from.add({ days: offset }) })
          const [today, tomorrow] = [at(n), at(n + 1)]
          expect(tomorrow.n * today.d >= today.n * tomorrow.d).toBe(true)
        },
      ),
    )
  })
})

describe('the status', () => {
  const of = (
    actual: bigint,
    expected: bigint,
    more: { hasEnded?: boolean; better?: 'higher' | 'lower'; quota?: bigint | null } = {},
  ) =>
    statusOf({
      actual: rational(actual),
      expected: rational(expected),
      quota: more.quota === null ? null : rational(more.quota ?? 65_000n),
      better: more.better ?? 'higher',
      hasEnded: more.hasEnded ?? false,
    })

  test('30,000 where 33,000 was expected is 90.9 %: at risk', () => {
    expect(of(30_000n, 33_000n)).toBe('atRisk')
  })
  test('each step begins where it says', () => {
    expect([of(110n, 100n), of(109n, 100n), of(95n, 100n), of(94n, 100n), of(80n, 100n), of(79n, 100n)]).toEqual([
      'ahead',
      'onTrack',
      'onTrack',
      'atRisk',
      'atRisk',
      'offTrack',
    ])
    expect(of(5n, 0n)).toBe('notStarted')
  })
  test('lower is better: an answer in 3 hours where 4 are allowed is ahead, in 5 off track', () => {
    expect([of(3n, 4n, { better: 'lower' }), of(5n, 4n, { better: 'lower' })]).toEqual(['ahead', 'offTrack'])
  })
  test('after the end it is reached or missed, by the quota; without one there is none', () => {
    expect([of(65_000n, 65_000n, { hasEnded: true }), of(64_999n, 65_000n, { hasEnded: true })]).toEqual([
      'reached',
      'missed',
    ])
    expect(of(1n, 1n, { quota: null })).toBeNull()
  })
})

describe('the landing', () => {
  const so = { actual: 3_000_000n, quota: 6_500_000n, expected: null, days: { gone: 66n, all: 130n }, daily: [] }

  test('30,000.00 after 33 of 65 days comes to 59,090.91, and nothing is said in the first fifth of the days', () => {
    expect(landingByPace(so)?.value).toBe(5_909_091n)
    expect(landingByPace({ ...so, days: { gone: 24n, all: 130n } })).toBeNull()
  })
  test('days that were all alike leave no doubt, and days that differed leave more', () => {
    const alike = landingByPace({ ...so, daily: Array.from({ length: 33 }, () => 90_909n) })
    const unlike = landingByPace({ ...so, daily: Array.from({ length: 33 }, (_, n) => (n % 2 === 0 ? 0n : 181_818n)) })
    expect(alike?.low).toBe(alike?.high)
    expect((unlike?.high ?? 0n) - (unlike?.low ?? 0n)).toBeGreaterThan(0n)
  })
  test('50,000.00 won and three open deals: 69,000.00, between 55,019.92 and 82,980.08', () => {
    const open = [
      { amount: 2_000_000n, chance: rational(1n, 2n) },
      { amount: 1_000_000n, chance: rational(4n, 5n) },
      { amount: 400_000n, chance: rational(1n, 4n) },
    ]
    expect(landingByPipeline(5_000_000n, open)).toEqual({ value: 6_900_000n, low: 5_501_992n, high: 8_298_008n })
  })
  test('it is never below what is won nor above all that is open', () => {
    const deal = fc.record({
      amount: fc.bigInt(0n, 10n ** 9n),
      chance: fc.integer({ min: 0, max: 100 }).map((p) => rational(BigInt(p), 100n)),
    })
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 10n), fc.array(deal, { maxLength: 12 }), (actual, deals) => {
        const { low, value, high } = landingByPipeline(actual, deals)
        const most = deals.reduce((sum, { amount }) => sum + amount, actual)
        expect((low ?? 0n) >= actual && (high ?? 0n) <= most && value >= actual && value <= most).toBe(true)
      }),
    )
  })
})

describe('the cascade', () => {
  test('100,000.00 handed down as 110,000.00 is over-assigned by 10,000.00, a tenth', () => {
    const found = overAssignment(10_000_000n, [6_000_000n, 5_000_000n])
    expect(found).toMatchObject({ sum: 11_000_000n, difference: 1_000_000n })
    expect(found.share && ratioText(found.share.n, found.share.d)).toBe('0.1')
  })
})
