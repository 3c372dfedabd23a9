import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem, isSignedOut, Unreachable } from './problem.ts'

const triesMax = 3

/** Only what may be different the next time is tried again: no answer, or a server that says it is busy. */
export function mayTryAgain(failures: number, error: Error): boolean {
  if (failures >= triesMax) return false
  return error instanceof Unreachable || (error instanceof ApiProblem && [429, 502, 503, 504].includes(error.status))
}

const delayMs = (failures: number) => Math.min(1000 * 2 ** failures, 8000)

/** `signedOut` is told when the session has ended under a screen that is open. */
export function makeQueryClient(signedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (isSignedOut(error)) signedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 30_000, gcTime: 10 * 60_000, retry: mayTryAgain, retryDelay: delayMs },
      // A change waits while offline and goes on by itself; its idempotency key keeps it from being done twice.
      mutations: { retry: mayTryAgain, retryDelay: delayMs, networkMode: 'online' },
    },
  })
}
