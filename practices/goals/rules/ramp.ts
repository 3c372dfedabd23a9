import { Fault } from '#ledger/rules/fault.ts'
import { type Days, isBefore } from '#ledger/rules/fiscalYear.ts'

/** Days on which so many percent of a full target are asked; the last stretch has no end. */
export interface RampStretch {
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate | null
  readonly percent: bigint
}

const monthsMost = 36
const percentMost = 200n

/** "0, 25, 50, 75, 100" as percentages. Throws Fault `ramp.shares_invalid`. */
export function rampPercents(text: string): bigint[] {
  const words = text
    .normalize('NFKC')
    .split(/[,;、\s]+/)
    .filter((word) => word !== '')
  const percents = words.map((word) => /^(\d{1,3})%?$/.exec(word)?.[1])
  const known = percents.flatMap((digits) => (digits === undefined ? [] : [BigInt(digits)]))
  const isWell = known.length === words.length && known.length > 0 && known.length <= monthsMost
  if (!isWell || known.some((percent) => percent > percentMost))
    throw new Fault('ramp.shares_invalid', { field: 'shares', value: text.slice(0, 80), most: monthsMost })
  return known
}

/** As they are kept: "0, 25, 50, 75, 100". */
export const rampText = (percents: readonly bigint[]): string => percents.join(', ')

/**
 * Ramp 爬坡: a percentage for each month since the first day, counted from day to day (begun on the 15th, the second month
 * begins on a 15th; on a 31st, on the last day of shorter months); the last one holds on. Source: docs/definitions.md, ramp.
 */
export function rampFrom(percents: readonly bigint[], firstDay: Temporal.PlainDate): RampStretch[] {
  return percents.map((percent, month) => ({
    from: firstDay.add({ months: month }),
    to: month + 1 === percents.length ? null : firstDay.add({ months: month + 1 }).subtract({ days: 1 }),
    percent,
  }))
}

/** The stretches within some days; all of them at 100 % where there is no ramp. */
export function rampWithin(ramp: readonly RampStretch[], days: Days): (Days & { readonly percent: bigint })[] {
  if (ramp.length === 0) return [{ ...days, percent: 100n }]
  return ramp.flatMap(({ from, to, percent }) => {
    const first = isBefore(from, days.from) ? days.from : from
    const last = to === null || isBefore(days.to, to) ? days.to : to
    return isBefore(last, first) ? [] : [{ from: first, to: last, percent }]
  })
}
