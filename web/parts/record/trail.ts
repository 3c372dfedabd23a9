import type { ListView } from '../listView.ts'

/** The list that a record was opened from: its records in their order, where it is, and what it showed. */
export interface Trail {
  readonly ids: readonly string[]
  readonly path: string
  readonly view: ListView
}

const trails = new Map<string, Trail>()

/** Kept while the page stays open; a link that somebody sends has none. */
export function keepTrail(type: string, trail: Trail): void {
  trails.set(type, trail)
}
export const trailOf = (type: string): Trail | undefined => trails.get(type)

/** The records before and after one in the list that it was opened from, and its place there, from 1. */
export function neighboursOf(trail: Trail | undefined, id: string): Neighbours | null {
  const at = trail?.ids.indexOf(id) ?? -1
  if (!trail || at < 0) return null
  return { place: at + 1, of: trail.ids.length, before: trail.ids[at - 1] ?? null, after: trail.ids[at + 1] ?? null }
}
interface Neighbours {
  readonly place: number
  readonly of: number
  readonly before: string | null
  readonly after: string | null
}
