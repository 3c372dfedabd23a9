import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { OwnChange } from '#platform/auth/contract.ts'
import { client } from '#web/api/client.ts'
import { tellPerson } from '#web/api/person.ts'
import { meQuery } from '#web/api/session.ts'

/** Keeps what a person set for themselves: language, theme, time zone, name. Seen at once, kept as soon as can be. */
export function useOwnChange(): (change: OwnChange) => void {
  const queries = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (change: OwnChange) => client.auth.session.change(change),
    onMutate: (change) =>
      queries.setQueryData(
        meQuery.queryKey,
        (me) => me && { ...me, member: { ...me.member, ...change, name: change.name ?? me.member.name } },
      ),
    // a sample keeps nothing of its visitors; the page they are on does
    onSuccess: (me, change) =>
      queries.setQueryData(
        meQuery.queryKey,
        me.org.sample === null ? me : { ...me, member: { ...me.member, ...change, name: me.member.name } },
      ),
    onError: () => queries.invalidateQueries({ queryKey: meQuery.queryKey }),
  })
  return mutate
}

/** Signs out and forgets everything that was loaded. */
export function useSignOut(): () => void {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { mutate } = useMutation({
    mutationFn: () => client.auth.session.signOut({}),
    onSettled: async () => {
      tellPerson(null)
      await navigate({ to: '/sign-in' })
      queries.clear()
    },
  })
  return () => mutate()
}
