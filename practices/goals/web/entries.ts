import type { Entry } from '#web/frame/entry.ts'

export const goalsEntries: readonly Entry[] = [
  { key: 'goals', text: 'goals.nav', to: '/goals', icon: 'goals', group: 'work', permission: 'target.read' },
]
