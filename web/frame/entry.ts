import type { IconName } from './icons.ts'

/** A place that the rail leads to. */
export interface Entry {
  readonly key: string
  /** Key of its name. */
  readonly text: string
  readonly to: string
  readonly icon: IconName
  /** Above the line: the work of the day. Below: what one looks at now and then. */
  readonly group: 'work' | 'own'
  /** In the bar at the bottom of a phone, not behind More. */
  readonly bar?: boolean
  /** Shown to those who have this permission (`deal.read`); to everybody where it is not given. */
  readonly permission?: string
}

export function entriesFor(all: readonly Entry[], may: (permission: string) => boolean): readonly Entry[] {
  return all.filter(({ permission }) => permission === undefined || may(permission))
}
