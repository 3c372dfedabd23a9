import type { Command } from '#web/frame/command.ts'

export const todayCommands: readonly Command[] = [
  { key: 'goToday', text: 'today.nav', icon: 'today', group: 'go', shortcut: 'g t', to: '/today' },
]
