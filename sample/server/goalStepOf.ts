import type { TargetStep } from '#goals/server/index.ts'
import type { GoalLine } from '../rules/company.ts'
import { idOf, type Keys } from './keys.ts'

/** A generated line about a target with the ids of the organisation that it goes into. */
export function goalStepOf(keys: Keys, line: GoalLine): TargetStep {
  const ids = { targetId: idOf(keys, line.target), by: idOf(keys, line.by) }
  const idOrNull = (key: string | null) => (key === null ? null : idOf(keys, key))
  switch (line.move) {
    case 'set': {
      const { metric, period } = line
      const text = (amount: number) => (metric === 'revenue_booked' ? (amount / 100).toFixed(2) : String(amount))
      const textOrNull = (amount: number | null) => (amount === null ? null : text(amount))
      return {
        ...ids,
        step: 'set',
        values: {
          ...{ metric, period, memberId: idOrNull(line.member), teamId: idOrNull(line.team) },
          ...{ amount: text(line.amount), stretch: textOrNull(line.stretch), challenge: textOrNull(line.challenge) },
        },
      }
    }
    case 'change':
      return { ...ids, step: 'change', from: line.from, amount: (line.amount / 100).toFixed(2), reason: line.reason }
    case 'decline':
      return { ...ids, step: 'decline', reason: line.reason }
    case 'accept':
      return { ...ids, step: 'accept' }
  }
}
