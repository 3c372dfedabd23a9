import type { ReactNode } from 'react'
import type { IconName } from '../icons.ts'

/** One line of the palette. */
export interface Choice {
  readonly key: string
  readonly group: string
  readonly icon: IconName
  readonly words: string
  /** What tells it from another of the same name. */
  readonly detail?: ReactNode
  readonly shortcut?: string
  /** Stands whatever the server will answer: Enter takes it at once. */
  readonly sure?: boolean
  readonly run: () => void
}
