import type { Command } from './command.ts'

/** What is open over the page: the palette, all of it or what can be created; the list of keys; a command's panel. */
export type Over = 'palette' | 'create' | 'shortcuts' | Command | null
