import { useSyncExternalStore } from 'react'
import { client } from '#web/api/client.ts'
import { giveKey, keyOf } from '#web/api/idempotency.ts'
import { ApiProblem } from '#web/api/problem.ts'

export type ContactInput = Parameters<typeof client.crm.activities.create>[0]

/** A contact that was logged while no answer came. */
export interface Unsent {
  /** Of the first try: should that have arrived after all, it is not logged twice. */
  readonly key: string
  readonly input: ContactInput
  /** Why the server would not have it. */
  readonly refused: string | null
}

// On this machine, for each person their own: what one logged is not another's to send.
const placeOf = (memberId: string) => `farsail-unsent-${memberId}`
const listeners = new Set<() => void>()
let read: { readonly text: string; readonly unsent: readonly Unsent[] } = { text: '[]', unsent: [] }

export function useUnsent(memberId: string): readonly Unsent[] {
  return useSyncExternalStore(subscribe, () => unsentOf(memberId))
}

export function keepUnsent(memberId: string, input: ContactInput): void {
  write(memberId, [...unsentOf(memberId), { key: keyOf(input), input, refused: null }])
}

export function discard(memberId: string, key: string): void {
  write(
    memberId,
    unsentOf(memberId).filter((one) => one.key !== key),
  )
}

/** Sends what waits, the oldest first, until no answer comes. Answers how many have arrived. */
export async function sendUnsent(memberId: string): Promise<number> {
  let arrived = 0
  for (const { key, input } of unsentOf(memberId)) {
    try {
      await client.crm.activities.create(giveKey({ ...input }, key))
      discard(memberId, key)
      arrived += 1
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status === 401 || error.status === 429 || error.status >= 500) break
      refuse(memberId, key, error.message)
    }
  }
  return arrived
}

function refuse(memberId: string, key: string, reason: string): void {
  write(
    memberId,
    unsentOf(memberId).map((one) => (one.key === key ? { ...one, refused: reason } : one)),
  )
}

function unsentOf(memberId: string): readonly Unsent[] {
  let text = '[]'
  try {
    text = localStorage.getItem(placeOf(memberId)) ?? '[]'
  } catch {}
  if (text !== read.text) read = { text, unsent: unsentIn(text) }
  return read.unsent
}

function unsentIn(text: string): readonly Unsent[] {
  try {
    const kept: unknown = JSON.parse(text)
    return Array.isArray(kept) ? kept.filter(isUnsent) : []
  } catch {
    return []
  }
}
const isUnsent = (given: unknown): given is Unsent =>
  typeof given === 'object' && given !== null && 'key' in given && 'input' in given && 'refused' in given

/** Throws where the browser keeps nothing: then the form keeps what was typed. */
function write(memberId: string, unsent: readonly Unsent[]): void {
  localStorage.setItem(placeOf(memberId), JSON.stringify(unsent))
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // another tab sent them, or kept one more
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}
