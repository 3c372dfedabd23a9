import type { Command } from '#web/frame/command.ts'

export const importCommands: readonly Command[] = [
  {
    key: 'goImport',
    text: 'import.command',
    icon: 'note',
    group: 'go',
    shortcut: 'g i',
    permission: 'member.import',
    to: '/import',
  },
]
