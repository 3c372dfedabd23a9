import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dealReasons, type OpenDeal } from './dealReasons.ts'
import { leadGoal } from './leadGoal.ts'
import { type Case, effectOf, pressureOf, type Reason, type ReasonKind, reasonKinds, whatNext } from './whatNext.ts'

const reason = (kind: ReasonKind, days = 0, usual = 0): Reason => ({ kind, days, usual })
const deal = (key: string, worth: bigint | null, chance: bigint, ...reasons: Reason[]): Case => ({
  key,
  worth,
  chance,
  reasons,
})
const reasons = () =>
  fc.record({
    kind: fc.constantFrom(...reasonKinds.filter((one) => one !== 'unanswered' && one !== 'changed')),
    days: fc.nat(400),
    usual: fc.nat(90),
  })
const cases = () =>
  fc.uniqueArray(
    fc.record({
      key: fc.uuid(),
      worth: fc.option(fc.bigInt(0n, 10n ** 12n)),
      chance: fc.bigInt(0n, 1_000_000n),
      reasons: fc.array(reasons(), { minLength: 1, maxLength: 4 }),
    }),
    { selector: ({ key }) => key, maxLength: 30 },
  )
const placeOf = (key: string, all: readonly { of: Case }[]) => all.findIndex(({ of }) => of.key === key)

test('180,000 at 60 % of the 488,000 that are missing, a step six days late: 22.1 % × 1.6', () => {
  const [first, second] = whatNext(
    [deal('b', 96_000_00n, 500_000n, reason('noStep')), deal('a', 180_000_00n, 600_000n, reason('stepDue', 6))],
    488_000_00n,
  )
  expect(first).toMatchObject({ of: { key: 'a' }, effect: 221_311n, timing: 160 })
  expect(second).toMatchObject({ of: { key: 'b' }, effect: 98_360n, timing: 60 })
})

test('a larger deal, one that is likelier, or one that presses more never falls behind', () => {
  fc.assert(
    fc.property(cases(), fc.nat(), fc.bigInt(1n, 10n ** 12n), fc.nat(60), (all, at, more, days) => {
      const one = all[at % Math.max(1, all.length)]
      if (one === undefined) return
      const missing = 10n ** 11n
      const before = placeOf(one.key, whatNext(all, missing))
      const changes: Case[] = [
        { ...one, worth: (one.worth ?? 0n) + more },
        { ...one, chance: one.chance + more < 1_000_000n ? one.chance + more : 1_000_000n },
        { ...one, reasons: one.reasons.map((each) => ({ ...each, days: each.days + days })) },
      ]
      for (const changed of changes) {
        const after = placeOf(
          one.key,
          whatNext(
            all.map((each) => (each === one ? changed : each)),
            missing,
          ),
        )
        expect(after).toBeLessThanOrEqual(before)
      }
    }),
  )
})

test('the order is the same in whatever order things come', () => {
  fc.assert(
    fc.property(cases(), fc.option(fc.bigInt(1n, 10n ** 12n)), (all, missing) => {
      const keys = (some: readonly Case[]) => whatNext(some, missing).map(({ of }) => of.key)
      expect(keys(all.toReversed())).toEqual(keys(all))
    }),
  )
})

test('an effect is at least a hundredth and at most all that is missing; timing never leaves its bounds', () => {
  fc.assert(
    fc.property(cases(), fc.bigInt(-10n, 10n ** 12n), reasons(), (all, missing, why) => {
      for (const one of all) {
        const effect = effectOf(one, missing)
        expect(effect >= 10_000n && effect <= 1_000_000n).toBe(true)
      }
      expect(pressureOf(why)).toBeGreaterThanOrEqual(40)
      expect(pressureOf(why)).toBeLessThanOrEqual(200)
    }),
  )
})

test('a target to accept counts as a tenth of it', () => {
  expect(effectOf(deal('t', null, 1_000_000n, reason('unanswered')), 100n)).toBe(100_000n)
})

const today = Temporal.PlainDate.from('2026-11-24')
const open: OpenDeal = {
  closesOn: '2026-12-20',
  createdOn: '2026-11-20',
  nextStep: null,
  nextStepOn: null,
  stageSince: '2026-11-20',
  staleAfterDays: null,
  contactedOn: null,
}

test('a deal asks for something when its step is due, its day has passed, it lies still or has no step', () => {
  const kinds = (more: Partial<OpenDeal>, usual: number | null = null) =>
    dealReasons({ ...open, ...more }, usual, today).map(({ kind, days }) => `${kind} ${days}`)
  expect(kinds({})).toEqual(['noStep 0'])
  expect(kinds({ nextStep: 'Call', nextStepOn: '2026-11-24' })).toEqual(['stepDue 0'])
  expect(kinds({ nextStep: 'Call', nextStepOn: '2026-11-18' })).toEqual(['stepDue 6'])
  expect(kinds({ nextStep: 'Call', nextStepOn: '2026-11-25' })).toEqual([])
  expect(kinds({ nextStep: 'Call', nextStepOn: '2026-11-25', closesOn: '2026-11-23' })).toEqual(['closeOverdue 1'])
  expect(kinds({ nextStep: 'Call', createdOn: '2026-11-01', stageSince: '2026-11-01' })).toEqual(['quiet 23'])
  expect(kinds({ nextStep: 'Call', stageSince: '2026-11-14' }, 5)).toEqual(['stuck 10'])
  expect(kinds({ nextStep: 'Call', contactedOn: '2026-11-23', createdOn: '2026-01-01' })).toEqual([])
})

test('a day is told by booked revenue of the quarter, where there is a target of it', () => {
  const goal = (metric: string, from: string, to: string) => ({ metric, from, to })
  const year = goal('revenue_booked', '2026-01-01', '2026-12-31')
  const quarter = goal('revenue_booked', '2026-10-01', '2026-12-31')
  const calls = goal('calls_made', '2026-10-01', '2026-12-31')
  expect(leadGoal([calls, year, quarter])).toBe(quarter)
  expect(leadGoal([calls])).toBe(calls)
  expect(leadGoal([])).toBeNull()
})
