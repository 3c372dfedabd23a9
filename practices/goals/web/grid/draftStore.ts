import type { Draft, Edit } from './draft.ts'
import { unreadReasons } from './readAmount.ts'

/** A draft outlives a reload: kept in this browser for each organisation, figure and year. */
export const draftName = (orgId: string, metric: string, year: string) => `farsail-quotas ${orgId} ${metric} ${year}`

export function storedDraft(name: string): Draft {
  try {
    return draftIn(JSON.parse(localStorage.getItem(name) ?? '[]'))
  } catch {
    return new Map()
  }
}

/** Where the browser keeps nothing (private windows), the draft lives as long as the page. */
export function keepDraft(name: string, draft: Draft): void {
  try {
    if (draft.size === 0) localStorage.removeItem(name)
    else localStorage.setItem(name, draftText(draft))
  } catch {
    return
  }
}

export function draftText(draft: Draft): string {
  const text = (units: bigint | null) => (units === null ? null : String(units))
  return JSON.stringify(
    [...draft].map(([key, { units, base, unread }]) => [key, text(units), text(base), unread?.typed, unread?.why]),
  )
}

export function draftIn(given: unknown): Draft {
  if (!Array.isArray(given)) return new Map()
  return new Map(given.flatMap((one: unknown) => editIn(one) ?? []))
}

function editIn(given: unknown): [[string, Edit]] | undefined {
  if (!Array.isArray(given)) return undefined
  const [key, units, base, typed, reason]: unknown[] = given
  const unitsOf = (text: unknown) => (typeof text === 'string' && /^-?\d+$/.test(text) ? BigInt(text) : null)
  if (typeof key !== 'string') return undefined
  const why = unreadReasons.find((one) => one === reason)
  const unread = why !== undefined && typeof typed === 'string' ? { typed, why } : null
  return [[key, { units: unitsOf(units), base: unitsOf(base), unread }]]
}
