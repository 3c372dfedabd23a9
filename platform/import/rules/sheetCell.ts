/** How numbers of a style are shown, as far as it changes what they mean. */
export type Shown = 'number' | 'percent' | 'day'

/** A cell as a worksheet stores it: `t` of the cell, the text of its value, how its style shows numbers. */
export interface SheetCell {
  readonly type: string
  readonly value: string
  readonly shown: Shown
}

// ECMA-376 part 1, 18.8.30: numbers of built-in formats; 27 to 36 and 50 to 58 are days in East Asian editions.
const builtInDays: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
]

/** What a number format makes of a number: `code` is null for a built-in one. */
export function shownAs(id: number, code: string | null): Shown {
  if (code === null) {
    if (id === 9 || id === 10) return 'percent'
    return builtInDays.some(([from, to]) => id >= from && id <= to) ? 'day' : 'number'
  }
  // texts, single characters, colours and conditions say nothing about the number
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  const positive = bare.split(';')[0] ?? ''
  if (/\[[hms]+\]/i.test(positive)) return 'number'
  if (/[ymdhs]/i.test(positive.replace(/General/gi, ''))) return 'day'
  return positive.includes('%') ? 'percent' : 'number'
}

/** The cell as a person reads it: days in ISO 8601, fifteen digits as Excel shows them, percentages with their sign. */
export function cellText({ type, value, shown }: SheetCell, is1904: boolean): string {
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type !== 'n' || value === '') return value
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  if (shown === 'day') return dayText(number, is1904) ?? plainNumber(number)
  return shown === 'percent' ? `${plainNumber(number * 100)}%` : plainNumber(number)
}

/** Without an exponent, and without the digits that binary fractions add. */
function plainNumber(number: number): string {
  const [digits = '', exponent = '0'] = number.toExponential(14).split('e')
  const power = Number(exponent)
  const sign = digits.startsWith('-') ? '-' : ''
  const figures = digits.replace(/[-.]/g, '')
  const whole = power < 0 ? '0' : figures.slice(0, power + 1).padEnd(power + 1, '0')
  const part = (power < 0 ? '0'.repeat(-power - 1) + figures : figures.slice(power + 1)).replace(/0+$/, '')
  const text = part === '' ? whole : `${whole}.${part}`
  return text === '0' ? '0' : sign + text
}

const secondsOfDay = 86_400
const lastDay = 2_958_465

/** Serial 60 is a 29 February 1900 that never was; days before it count from a day later. */
function dayText(serial: number, is1904: boolean): string | null {
  if (serial < 0 || serial > lastDay) return null
  const seconds = Math.round(serial * secondsOfDay)
  const days = Math.floor(seconds / secondsOfDay)
  const rest = seconds - days * secondsOfDay
  const time = Temporal.PlainTime.from({
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
  }).toString({ smallestUnit: 'second' })
  if (days === 0 && rest > 0) return time
  const first = is1904 ? '1904-01-01' : days < 60 ? '1899-12-31' : '1899-12-30'
  const day = Temporal.PlainDate.from(first).add({ days }).toString()
  return rest === 0 ? day : `${day} ${time}`
}

/** "C" → 2: the column of a cell by its reference "C7"; null where it names none. */
export function columnAt(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0]
  if (letters === undefined) return null
  let place = 0
  for (const letter of letters) place = place * 26 + letter.charCodeAt(0) - 64
  return place - 1
}
