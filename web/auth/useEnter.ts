import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Me } from '#platform/auth/contract.ts'
import { meQuery } from '#web/api/session.ts'

/** Through the door: who one is is known from the answer, so the page shows at once. */
export function useEnter(): (me: Me, next?: string) => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async (me, next) => {
    queries.clear()
    queries.setQueryData(meQuery.queryKey, me)
    if (next === undefined) await navigate({ to: '/' })
    else await navigate({ href: next })
  }
}
