import { Fault } from '#ledger/rules/fault.ts'
import { type Measure, unitsOf } from '../rules/amount.ts'
import { splitEvenly } from '../rules/cascade.ts'
import type { Person } from './usePeopleBelow.ts'
import type { Wished } from './wished.ts'

const whole = 1_000_000n

/** What each person gets, in the metric's smallest unit; null while there is nothing to split. */
export function partsOf(
  { amount, leftOut }: Pick<Wished, 'amount' | 'leftOut'>,
  people: readonly Person[],
  measure: Measure,
): ReadonlyMap<string, bigint> | null {
  const ids = people.map(({ id }) => id).filter((id) => !leftOut.includes(id))
  if (ids.length === 0 || amount === '') return null
  try {
    const parts = splitEvenly(unitsOf(amount, measure), ids, measure.unit === 'count' ? whole : 1n)
    return new Map(parts.map((part) => [part.id, part.amount]))
  } catch (error) {
    // the server says at the field what is wrong with the amount
    if (error instanceof Fault) return null
    throw error
  }
}
