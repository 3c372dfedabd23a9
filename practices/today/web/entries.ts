import type { Entry } from '#web/frame/entry.ts'

export const todayEntries: readonly Entry[] = [
  { key: 'today', text: 'today.nav', to: '/today', icon: 'today', group: 'work', bar: true },
]
