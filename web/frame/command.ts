import type { ComponentType } from 'react'
import type { IconName } from './icons.ts'

export interface PanelProps {
  readonly onClose: () => void
}

/** One thing that can be done: palette, keyboard and menus all read it here. */
export interface Command {
  readonly key: string
  /** Key of its name: "New deal". */
  readonly text: string
  readonly icon: IconName
  readonly group: 'go' | 'create' | 'own'
  /** One key, or two in turn: `g d`. */
  readonly shortcut?: string
  readonly permission?: string
  /** Leads there … */
  readonly to?: string
  /** … or opens a panel over the page one is on. */
  readonly panel?: ComponentType<PanelProps>
}
