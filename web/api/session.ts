import { onlineManager, queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { Me } from '#platform/auth/contract.ts'
import { api } from './client.ts'
import { mayTryAgain } from './queryClient.ts'

export const meQuery = queryOptions({
  ...api.auth.session.me.queryOptions({ input: {} }),
  staleTime: 5 * 60_000,
  // the frame cannot wait for a connection: without one it says so
  networkMode: 'always',
  retry: (failures, error) => onlineManager.isOnline() && mayTryAgain(failures, error),
})

/** Who is signed in. Only below the frame, which sees to it that somebody is. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

/** Whether the reader may do `deal.win` at all; which rows it reaches the server says. */
export function useMay(): (permission: string) => boolean {
  const { may } = useMe()
  return (permission) => permission in may
}

/** Where times are shown: the reader's own zone, else the organisation's. */
export function useZone(): string {
  const { member, org } = useMe()
  return member.timeZone ?? org.timeZone
}
