import type { Command } from '#web/frame/command.ts'

export const quotaCommands: readonly Command[] = [
  {
    key: 'goQuotas',
    text: 'goals.quotas.title',
    icon: 'goals',
    group: 'go',
    shortcut: 'g q',
    permission: 'target.read',
    to: '/goals/quotas',
  },
]
