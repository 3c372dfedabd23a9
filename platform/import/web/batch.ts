import type { BatchState, Forecast } from '../contract.ts'
import type { Question } from '../rules/questions.ts'
import type { FoundColumn, ImportSettings } from '../rules/settings.ts'
import type { ImportKind } from '../rules/synonyms.ts'
import type { Tally } from '../rules/tally.ts'

export interface BatchJson {
  readonly id: string
  readonly kind: ImportKind
  readonly fileName: string
  readonly rows: number
  readonly state: BatchState
  readonly columns: readonly FoundColumn[]
  readonly settings: ImportSettings
  readonly questions: readonly Question[]
  readonly forecast: Forecast | null
  readonly counts: Tally | null
  readonly problem: { readonly code: string; readonly message: string } | null
  readonly jobId: string | null
  readonly sameFileAs: string | null
  readonly createdAt: string
  readonly committedAt: string | null
  readonly undoneAt: string | null
}
