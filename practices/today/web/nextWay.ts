import type { NextJson } from '../contract.ts'

/** How one thing is done: what its button does. */
export type Way = 'call' | 'write' | 'log' | 'plan' | 'close' | 'accept' | 'change'

/** By the reason that presses most; whom one can't call is written to. */
export function wayOf({ reasons, phone, email }: Pick<NextJson, 'reasons' | 'phone' | 'email'>): Way {
  const reach = phone !== null ? 'call' : email !== null ? 'write' : 'log'
  switch (reasons[0]?.kind) {
    case 'closeOverdue':
      return 'close'
    case 'noStep':
    case 'stuck':
      return 'plan'
    case 'unanswered':
      return 'accept'
    case 'changed':
      return 'change'
    default:
      return reach
  }
}

/** "2026-11-25" from "2026-11-24" and 1. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
