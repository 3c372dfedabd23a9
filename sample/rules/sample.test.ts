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
