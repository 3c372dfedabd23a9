import { lazy } from 'react'
import type { Command } from '#web/frame/command.ts'

export const noticesCommand: Command = {
  key: 'notices',
  text: 'web.notices.title',
  icon: 'bell',
  group: 'go',
  shortcut: 'g n',
  panel: lazy(() => import('./NoticeCentre.tsx')),
}
