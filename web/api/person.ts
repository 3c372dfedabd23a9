import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { forgetTrails } from '#web/parts/record/trail.ts'
import { meQuery, useMe } from './session.ts'

const storageKey = 'farsail-person'

/** Tells the other pages of this browser who is signed in now: they share the session. */
export function tellPerson(memberId: string | null): void {
  try {
    if (localStorage.getItem(storageKey) !== (memberId ?? '')) forgetTrails()
    localStorage.setItem(storageKey, memberId ?? '')
  } catch {}
}

/** A page that was opened as one person is never used as another: it begins anew. */
export function useSamePerson(): void {
  const { member } = useMe()
  const first = useRef(member.id)
  const queries = useQueryClient()
  useEffect(() => {
    if (member.id !== first.current) location.replace('/')
  }, [member.id])
  useEffect(() => {
    const onTold = ({ key }: StorageEvent) => {
      if (key === storageKey) void queries.invalidateQueries({ queryKey: meQuery.queryKey })
    }
    window.addEventListener('storage', onTold)
    return () => window.removeEventListener('storage', onTold)
  }, [queries])
}
