import { formatMoney, moneyFromJson } from '#ledger/rules/money.ts'
import { type DayFormat, dayFormats, momentIn } from '../rules/days.ts'
import { numberFormats, numberIn } from '../rules/numbers.ts'
import type { ColumnFormat } from '../rules/readings.ts'

const isDayFormat = (format: ColumnFormat): format is DayFormat => dayFormats.some((one) => one === format)

/** How a cell reads by a format, for a person to see: "3 April 2017", "1,234.5"; null where it can't be read so. */
export function shownAs(cell: string, format: ColumnFormat, locale: string): string | null {
  if (isDayFormat(format)) return dayShown(cell, format, locale)
  const known = numberFormats.find((one) => one === format)
  const number = known === undefined ? null : numberIn(cell, known)
  return number === null
    ? null
    : new Intl.NumberFormat(locale, { maximumFractionDigits: 6, useGrouping: 'min2' }).format(Number(number))
}

function dayShown(cell: string, format: DayFormat, locale: string): string | null {
  const moment = momentIn(cell, format)
  if (moment === null) return null
  const { year, month, day } = moment
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, day))
}

/** Cells that the formats read differently say most; those that all read alike say nothing. */
export function tellingSamples(
  samples: readonly string[],
  formats: readonly ColumnFormat[],
  locale: string,
): readonly string[] {
  const telling = samples.filter((cell) => new Set(formats.map((format) => shownAs(cell, format, locale))).size > 1)
  return (telling.length > 0 ? telling : samples).slice(0, 3)
}

/** What a figure is worth where one stands for a thousand or a million: "$1,100,040,000". */
export function worthAs(cell: string, times: string, currency: string, locale: string): string | null {
  const number = numberFormats.map((format) => numberIn(cell, format)).find((one) => one !== null)
  if (number === undefined || number === null) return null
  const [whole = '0', fraction = ''] = number.split('.')
  const zeros = times.length - 1
  const moved = `${whole}${fraction.slice(0, zeros).padEnd(zeros, '0')}.${fraction.slice(zeros, zeros + 2).padEnd(2, '0')}`
  try {
    return formatMoney(moneyFromJson({ amount: exactly(moved, currency), currency }), locale)
  } catch {
    return null
  }
}

/** With as many decimals as the currency has. */
function exactly(amount: string, currency: string): string {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  const [whole = '0', fraction = ''] = amount.split('.')
  return digits === 0 ? whole : `${whole}.${fraction.slice(0, digits).padEnd(digits, '0')}`
}
