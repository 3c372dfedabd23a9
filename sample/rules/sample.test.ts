import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayWeight } from '#ledger/rules/workCalendar.ts'
import { china } from '#platform/org/calendars/cn.ts'
import { unitedStates } from '#platform/org/calendars/us.ts'
import type { Asked } from './company.ts'
import { sampleCompany } from './sample.ts'

const calendars = { CN: china, US: unitedStates }
const asked = (): fc.Arbitrary<Asked> =>
  fc.record({
    seed: fc.string(),
    today: fc.integer({ min: 0, max: 1500 }).map((days) => Temporal.PlainDate.from('2023-01-10').add({ days })),
    language: fc.constantFrom('zh-CN', 'en'),
    scale: fc.constant(0.01),
    calendars: fc.constant(calendars),
  })

test('the same seed, day and language give the same company, and nothing has happened on its last day yet', () => {
  fc.assert(
    fc.property(asked(), (given) => {
      const company = sampleCompany(given)
      expect(JSON.stringify(sampleCompany(given))).toBe(JSON.stringify(company))
      const on = company.days.map((day) => day.on)
      expect(on).toEqual(on.toSorted())
      expect((on.at(-1) ?? '') < given.today.toString()).toBe(true)
      expect(company.members.filter(({ role }) => role === 'rep').length).toBe(22)
    }),
    { numRuns: 8 },
  )
})

test('nobody in Shanghai works on a holiday or while on leave', () => {
  const today = Temporal.PlainDate.from('2026-11-24')
  const company = sampleCompany({ seed: 'calm', today, language: 'zh-CN', scale: 0.05, calendars })
  const away = new Set(company.days.flatMap(({ leave }) => leave.map(({ member, on }) => `${member} ${on}`)))
  const ours = new Set(company.members.filter(({ site }) => site === 'site1').map(({ key }) => key))
  for (const { owner, at } of company.days.flatMap(({ activities }) => activities)) {
    const day = Temporal.Instant.from(at).toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
    if (!ours.has(owner)) continue
    expect(dayWeight(day, china), `${owner} ${day}`).toBeGreaterThan(0)
    expect(away.has(`${owner} ${day}`)).toBe(false)
  }
})

test('the stories are there at any size', () => {
  const today = Temporal.PlainDate.from('2026-11-24')
  const company = sampleCompany({ seed: 'farsail', today, language: 'en', scale: 0.01, calendars })
  const { dealWithoutNextStep, neglectedAccount } = company.stories
  const moves = company.days.flatMap((day) => day.moves)
  expect(moves.filter(({ deal }) => deal === dealWithoutNextStep).at(-1)).toMatchObject({ nextStep: null })
  const touched = company.days.filter(({ activities }) =>
    activities.some(({ account }) => account === neglectedAccount),
  )
  expect((touched.at(-1)?.on ?? '') < '2026-10-11').toBe(true)
})

test('targets add up from people to the organisation, and tell who waits, who said no and what was changed', () => {
  const today = Temporal.PlainDate.from('2026-11-24')
  const company = sampleCompany({ seed: 'farsail', today, language: 'zh-CN', scale: 0.05, calendars })
  const said = company.days.flatMap(({ goals }) => goals)
  const set = said.flatMap((one) => (one.move === 'set' ? [one] : []))
  const teams = new Map(company.members.map(({ key, team }) => [key, team]))
  for (const own of Map.groupBy(set, ({ metric, period }) => `${metric} ${period}`).values()) {
    const regions = own.filter(({ team }) => team !== null)
    const whole = own.find(({ member, team }) => member === null && team === null)
    expect(regions.reduce((sum, { amount }) => sum + amount, 0)).toBe(whole?.amount)
  }
  const november = set.filter(({ metric, period }) => metric === 'revenue_booked' && period === 'FY2026-Q4')
  for (const region of november.filter(({ team }) => team !== null)) {
    const people = november.filter(({ member }) => member !== null && teams.get(member) === region.team)
    const ratio = people.reduce((sum, { amount }) => sum + amount, 0) / region.amount
    expect(ratio).toBeGreaterThan(1.03)
    expect(ratio).toBeLessThan(1.14)
  }
  const answered = new Set(said.flatMap((one) => (one.move === 'accept' || one.move === 'decline' ? [one.target] : [])))
  const waits = set.filter(({ member, target }) => member !== null && member !== 'seat' && !answered.has(target))
  expect(waits.map(({ member }) => member).sort()).toEqual(['rep1-1', 'rep2-2', 'rep3-3'])
  expect(said.filter(({ move }) => move === 'decline')).toMatchObject([{ by: 'rep3-4' }])
  expect(said.filter(({ move }) => move === 'change').length).toBe(2)
  const newcomer = set.filter(
    ({ member, metric }) => member === company.stories.newcomer && metric === 'revenue_booked',
  )
  expect(newcomer.map(({ period }) => period).sort()[0]).toBe('2026-09')
})
