import type { ChangeDays } from '#ledger/web/change/changeDays.ts'

/** The numbers of a goal that open beside the page. */
export const goalFigures = ['target', 'attainment', 'gap', 'expected', 'pace', 'pipeline', 'daysLeft'] as const
export type GoalFigure = (typeof goalFigures)[number]

/** A number of a goal in the address of a page, and two days where it is asked why it moved. */
export interface OpenedGoal {
  readonly targetId: string
  readonly what: GoalFigure
  readonly days: ChangeDays | null
}

const between = '~'
const mark = 'goal'
const day = /^\d{4}-\d\d-\d\d$/

export function goalInAddress({ targetId, what, days }: OpenedGoal): string {
  return [mark, targetId, what, ...(days === null ? [] : [days.since, days.until])].join(between)
}

/** Null for what opens something else, such as a figure of the ledger. */
export function openedGoal(address: string): OpenedGoal | null {
  const [first, targetId = '', asked, since = '', until = ''] = address.split(between)
  const what = goalFigures.find((one) => one === asked)
  if (first !== mark || what === undefined || !/^[0-9a-f-]{36}$/.test(targetId)) return null
  return { targetId, what, days: day.test(since) && day.test(until) ? { since, until } : null }
}
