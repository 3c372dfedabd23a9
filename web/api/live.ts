import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { sources } from '#web/frame/sources.ts'
import { meQuery } from './session.ts'
import { isSessionEnded } from './sessionEnd.ts'

/** Tells that a record changed: which type, which one, at which position of the organisation's outbox. */
interface LiveMessage {
  readonly topic: string
  readonly position: string
}

const signedOutCode = 4401
const waitsMs = [500, 1000, 2000, 5000, 10_000, 30_000] as const

/** Other people's changes appear by themselves: what was loaded of a topic is loaded again when somebody changed it. */
export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => listen(queries), [queries])
}

/** Keeps one socket open, and comes back to it after a break from the position it had reached. */
function listen(queries: QueryClient): () => void {
  let socket: WebSocket | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let position: string | null = null
  let failures = 0
  let ended = false
  const connect = () => {
    const from = position === null ? '' : `?from=${encodeURIComponent(position)}`
    socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/v1/live${from}`)
    socket.onopen = () => {
      failures = 0
    }
    socket.onmessage = ({ data }) => {
      const message = messageIn(data)
      if (message === null) return
      position = message.position
      changed(queries, message.topic)
    }
    socket.onclose = ({ code }) => {
      if (ended) return
      // better asked to sign in before something is typed than after
      if (code === signedOutCode && !isSessionEnded()) void queries.invalidateQueries({ queryKey: meQuery.queryKey })
      timer = setTimeout(connect, waitOf(failures))
      failures += 1
    }
  }
  connect()
  return () => {
    ended = true
    clearTimeout(timer)
    socket?.close()
  }
}

/** Longer and longer, and not all clients at the same moment. */
function waitOf(failures: number): number {
  const wait = waitsMs[Math.min(failures, waitsMs.length - 1)] ?? 30_000
  return wait * (0.75 + Math.random() / 2)
}

function messageIn(data: unknown): LiveMessage | null {
  if (typeof data !== 'string') return null
  try {
    const given: unknown = JSON.parse(data)
    if (typeof given !== 'object' || given === null || !('topic' in given) || !('position' in given)) return null
    const { topic, position } = given
    return typeof topic === 'string' ? { topic, position: String(position) } : null
  } catch {
    return null
  }
}

/** Numbers may hang on any record, so they are asked for again with each; `*` is everything, after a long time away. */
export function changed(queries: QueryClient, topic: string): void {
  if (topic === '*') {
    void queries.invalidateQueries()
    return
  }
  if (topic === 'notice') {
    void queries.invalidateQueries({ queryKey: [['notices']] })
    return
  }
  const source = sources.find(({ declaration }) => declaration.type === topic)
  if (source) void queries.invalidateQueries({ queryKey: [source.key] })
  void queries.invalidateQueries({ queryKey: [['ledger']] })
  void queries.invalidateQueries({ queryKey: [['today']] })
  void queries.invalidateQueries({ queryKey: [['goals', 'goals']] })
  void queries.invalidateQueries({ queryKey: [['files', 'list']] })
}
