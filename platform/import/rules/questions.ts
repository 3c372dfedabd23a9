import { type DayFormat, dayFormats } from './days.ts'
import type { NearMiss } from './nearMiss.ts'
import type { ColumnReading, RelationAnswer } from './settings.ts'

/**
 * What only a person can say. Nothing is imported while a blocking one is open; the rows of an open question about a
 * value are refused with it as their reason.
 */
export type Question = ColumnQuestion | MissingQuestion | ValueQuestion

/** How a column is read. `answer` is what holds: null where nothing may be assumed. */
export interface ColumnQuestion {
  readonly id: string
  readonly asks: 'format' | 'currency' | 'unit'
  readonly header: string
  readonly field: string
  readonly choices: readonly string[]
  readonly samples: readonly string[]
  readonly answer: string | null
  readonly blocking: boolean
}

/** A field that every record needs and no column gives. */
export interface MissingQuestion {
  readonly id: string
  readonly asks: 'column'
  readonly field: string
  readonly answer: null
  readonly blocking: true
}

/** A value that names no record, several, or nearly one. */
export interface ValueQuestion {
  readonly id: string
  readonly asks: 'record'
  readonly header: string
  readonly field: string
  readonly type: string
  readonly value: string
  /** How many rows it stands in. */
  readonly rows: number
  readonly found: 'near' | 'ambiguous' | 'none'
  /** Nearest first; of two of one name both. */
  readonly proposals: readonly NearMiss[]
  /** Whether a record of this name may be made from here, and whether that is what accepting suggestions does. */
  readonly creation: 'never' | 'offered' | 'suggested'
  readonly answer: RelationAnswer | null
  readonly blocking: false
}

const UNITS = ['1', '1000', '10000', '1000000', '100000000', '1000000000']

/** What the columns themselves leave open. A unit is taken at its word until someone says otherwise: never silently. */
export function columnQuestions(
  readings: readonly ColumnReading[],
  samples: (header: string) => readonly string[],
  ownCurrency: string,
): ColumnQuestion[] {
  return readings.flatMap((reading) =>
    reading.asks.map((asks): ColumnQuestion => {
      const { header } = reading
      const common = { id: `${asks}:${header}`, asks, header, field: reading.field.name, samples: samples(header) }
      if (asks === 'unit') return { ...common, choices: UNITS, answer: '1', blocking: false }
      if (asks === 'format') return { ...common, choices: formatChoices(reading), answer: null, blocking: true }
      // "$" in an organisation that counts in US dollars
      const own = reading.currencies.includes(ownCurrency) ? ownCurrency : null
      return { ...common, choices: reading.currencies, answer: own, blocking: own === null }
    }),
  )
}

function formatChoices({ formats, field }: ColumnReading): readonly string[] {
  const days: readonly DayFormat[] = dayFormats
  const isDay = field.kind === 'day' || field.kind === 'instant'
  const fitting = isDay ? formats.filter((format) => days.some((day) => day === format)) : formats
  return fitting.length > 0 ? fitting : dayFormats
}

export function missingQuestions(missing: readonly string[]): MissingQuestion[] {
  return missing.map((field) => ({ id: `column:${field}`, asks: 'column', field, answer: null, blocking: true }))
}

/**
 * What accepting suggestions means: links to the one nearest record, and records made where that is suggested. Two that
 * are equally near, and two of one name, stay questions.
 */
export function suggestedAnswer(question: ValueQuestion): RelationAnswer | null {
  if (question.answer !== null) return question.answer
  const [best, second] = question.proposals
  if (question.found === 'near' && best !== undefined && (second === undefined || second.score < best.score)) {
    return { to: best.id }
  }
  return question.found === 'none' && question.creation === 'suggested' ? { create: true } : null
}
