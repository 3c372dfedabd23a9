import { lazy } from 'react'
import type { Command } from '#web/frame/command.ts'
import { withLaterTexts } from '#web/frame/language.ts'

const SetTargetPanel = lazy(() => withLaterTexts(import('./SetTargetPanel.tsx')))

/** What can be done about targets from anywhere. */
export const goalsCommands: readonly Command[] = [
  {
    key: 'setTarget',
    text: 'goals.set.command',
    icon: 'goals',
    group: 'create',
    shortcut: 'n t',
    permission: 'target.create',
    panel: SetTargetPanel,
  },
  {
    key: 'goGoals',
    text: 'goals.nav',
    icon: 'goals',
    group: 'go',
    shortcut: 'g o',
    permission: 'target.read',
    to: '/goals',
  },
]
