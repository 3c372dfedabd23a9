import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changePresets, openedIn, openInAddress, presetSince, usualDays } from './changeDays.ts'
import { stepsOf } from './changeSteps.ts'

test('a figure and its two days open again from the address', () => {
  const days = { since: '2026-11-17', until: '2026-11-24' }
  expect(openedIn(openInAddress('eyJh-_.s1gn', days))).toEqual({ token: 'eyJh-_.s1gn', days })
  expect(openedIn(openInAddress('eyJh-_.s1gn', null))).toEqual({ token: 'eyJh-_.s1gn', days: null })
  expect(openedIn('eyJh~monday~2026-11-24').days).toBeNull()
})

test('since last week, month and quarter begins at the end of the last day before it', () => {
  expect(changePresets.map((one) => presetSince(one, '2026-11-24', 1))).toEqual([
    '2026-11-23',
    '2026-11-22',
    '2026-10-31',
    '2026-09-30',
  ])
  expect(presetSince('week', '2026-11-22', 7)).toBe('2026-11-21')
  expect(presetSince('week', '2026-11-23', 1)).toBe('2026-11-22')
})

test('a week is asked about at first, of a quarter that is over its last one', () => {
  expect(usualDays('2026-12-31', '2026-11-24')).toEqual({ since: '2026-11-17', until: '2026-11-24' })
  expect(usualDays('2026-09-30', '2026-11-24')).toEqual({ since: '2026-09-23', until: '2026-09-30' })
})

test('the bars lead without a gap from what was to what is, within the picture', () => {
  const effects = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 12 })
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), effects, (before, list) => {
      const after = list.reduce((sum, one) => sum + one, before)
      const steps = stepsOf(String(before), list.map(String), String(after))
      const all = [steps.before, ...steps.parts, steps.after]
      for (const { left, width } of all) {
        expect(left).toBeGreaterThanOrEqual(-1e-6)
        expect(left + width).toBeLessThanOrEqual(100 + 1e-6)
      }
      let end = steps.before.width
      for (const [i, { left, width }] of steps.parts.entries()) {
        const up = (list[i] ?? 0) >= 0
        expect(up ? left : left + width).toBeCloseTo(end, 4)
        end = up ? left + width : left
      }
      expect(end).toBeCloseTo(steps.after.width, 4)
    }),
  )
})
