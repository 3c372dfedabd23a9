import { type ListView, listSearch } from '../listView.ts'

/** The list that a record was opened from: its records in their order, where it is, and what it showed. */
export interface Trail {
  readonly ids: readonly string[]
  readonly path: string
  readonly view: ListView
}

const trails = new Map<string, Trail>()
const placeOf = (type: string) => `farsail-trail-${type}`
const keptMax = 500

/** Kept while the tab stays open, also when it is loaded anew; a link that somebody sends has none. */
export function keepTrail(type: string, trail: Trail): void {
  trails.set(type, trail)
  try {
    const kept = { ...trail, ids: trail.ids.slice(0, keptMax) }
    sessionStorage.setItem(placeOf(type), JSON.stringify(kept))
  } catch {}
}
export const trailOf = (type: string): Trail | undefined => trails.get(type) ?? keptTrail(type)

function keptTrail(type: string): Trail | undefined {
  try {
    const trail = trailIn(JSON.parse(sessionStorage.getItem(placeOf(type)) ?? 'null'))
    if (trail) trails.set(type, trail)
    return trail
  } catch {
    return undefined
  }
}
function trailIn(given: unknown): Trail | undefined {
  if (typeof given !== 'object' || given === null || !('ids' in given) || !('path' in given) || !('view' in given))
    return undefined
  const { ids, path, view } = given
  if (!Array.isArray(ids) || typeof path !== 'string' || typeof view !== 'object' || view === null) return undefined
  return { ids: ids.map(String), path, view: listSearch({ ...view }) }
}

/** What one person's lists showed is nothing for the next one. */
export function forgetTrails(): void {
  trails.clear()
  const kept = Object.keys(sessionStorage).filter((key) => key.startsWith(placeOf('')))
  for (const key of kept) sessionStorage.removeItem(key)
}

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
