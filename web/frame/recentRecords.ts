import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMe } from '#web/api/session.ts'
import { sources } from './sources.ts'

interface Recent {
  readonly type: string
  readonly id: string
}
const most = 5
const placeOf = (memberId: string) => `farsail-recent-${memberId}`

/** The records whose pages a person opened last on this machine, newest first: ids only. */
export function recentRecords(memberId: string): readonly Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(memberId)) ?? '[]')
    return Array.isArray(kept) ? kept.flatMap(recentIn) : []
  } catch {
    return []
  }
}
function recentIn(given: unknown): Recent[] {
  if (typeof given !== 'object' || given === null || !('type' in given) || !('id' in given)) return []
  const { type, id } = given
  return typeof type === 'string' && typeof id === 'string' ? [{ type, id }] : []
}

/** Keeps in mind whose page is open. */
export function useRecentKept(): void {
  const { member } = useMe()
  const path = useRouterState({ select: (state) => state.location.pathname })
  useEffect(() => {
    const id = path.slice(path.lastIndexOf('/') + 1)
    const source = sources.find(({ pageOf }) => pageOf?.(id) === path)
    if (!source) return
    const { type } = source.declaration
    const others = recentRecords(member.id).filter((one) => one.id !== id)
    try {
      localStorage.setItem(placeOf(member.id), JSON.stringify([{ type, id }, ...others].slice(0, most)))
    } catch {}
  }, [path, member.id])
}
