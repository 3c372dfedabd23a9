import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Me } from '#platform/auth/contract.ts'
import { tellPerson } from '#web/api/person.ts'
import { meQuery } from '#web/api/session.ts'

/** Through the door: who one is is known from the answer, so the page shows at once. */
export function useEnter(): (me: Me, next?: string) => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async (me, next) => {
    tellPerson(me.member.id)
    queries.clear()
    queries.setQueryData(meQuery.queryKey, me)
    if (next === undefined) await navigate({ to: '/' })
    else await navigate({ href: next })
  }
}
