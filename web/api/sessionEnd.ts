import { useSyncExternalStore } from 'react'

// A session that ends under an open page is begun anew over it: what was typed stays, and what was refused is sent again.

interface Waiting {
  readonly again: Promise<boolean>
  readonly settle: (isSignedIn: boolean) => void
}
let waiting: Waiting | null = null
const listeners = new Set<() => void>()

/** Waits for the person to sign in over the page; false where no page can ask, or they leave it. */
export function signedInAgain(): Promise<boolean> {
  if (listeners.size === 0) return Promise.resolve(false)
  if (waiting === null) {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    waiting = { again: promise, settle: resolve }
    tell()
  }
  return waiting.again
}

export function settleSignIn(isSignedIn: boolean): void {
  waiting?.settle(isSignedIn)
  waiting = null
  tell()
}

export const isSessionEnded = () => waiting !== null

/** Whether it ended: for the frame, which asks to sign in. */
export function useSessionEnded(): boolean {
  return useSyncExternalStore(subscribe, isSessionEnded)
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    // who left the page can't answer any more
    if (listeners.size === 0) settleSignIn(false)
  }
}
function tell(): void {
  for (const listener of listeners) listener()
}
