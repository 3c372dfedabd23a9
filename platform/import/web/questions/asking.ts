import type { ColumnQuestion } from '../../rules/questions.ts'
import type { ColumnFormat } from '../../rules/readings.ts'
import type { FoundColumn, ImportSettings, SettingsChange } from '../../rules/settings.ts'
import type { ImportKind } from '../../rules/synonyms.ts'

/** What every card of the questions is given. */
export interface Asking {
  readonly kind: ImportKind
  readonly columns: readonly FoundColumn[]
  readonly settings: ImportSettings
  readonly disabled: boolean
  readonly onChange: (change: SettingsChange) => void
}
/** What answering a question about columns changes. */
export function columnAnswer(
  asks: ColumnQuestion['asks'],
  headers: readonly string[],
  answer: string,
  formats: readonly ColumnFormat[],
): SettingsChange {
  const forAll = <T>(value: T) => Object.fromEntries(headers.map((header) => [header, value]))
  if (asks === 'currency') return { currencies: forAll(answer) }
  if (asks === 'unit') return { units: forAll(answer) }
  const format = formats.find((one) => one === answer)
  return format === undefined ? {} : { formats: forAll(format) }
}
