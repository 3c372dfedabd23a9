import { useRef, useState } from 'react'

export interface Selection {
  readonly count: number
  readonly has: (id: string) => boolean
  /** With `through`, all between the one that was toggled last and this one. */
  readonly toggle: (id: string, through?: boolean) => void
  readonly all: 'none' | 'some' | 'all'
  readonly toggleAll: () => void
  readonly clear: () => void
}

/** Which of the loaded records are selected. One that is no longer in the list is no longer selected. */
export function useSelection<T extends { readonly id: string }>(
  records: readonly T[],
): Selection & { readonly records: readonly T[] } {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string | null>(null)
  const selected = records.filter(({ id }) => chosen.has(id))
  const clear = () => setChosen(new Set())
  return {
    records: selected,
    count: selected.length,
    has: (id) => chosen.has(id),
    toggle: (id, through = false) => {
      const changed = through && last.current !== null ? between(records, last.current, id) : [id]
      const next = new Set(chosen)
      for (const one of changed) chosen.has(id) ? next.delete(one) : next.add(one)
      last.current = id
      setChosen(next)
    },
    all: selected.length === 0 ? 'none' : selected.length === records.length ? 'all' : 'some',
    toggleAll: () => setChosen(selected.length === records.length ? new Set() : new Set(records.map(({ id }) => id))),
    clear,
  }
}

function between(records: readonly { readonly id: string }[], a: string, b: string): string[] {
  const places = [a, b].map((id) => records.findIndex((one) => one.id === id)).sort((x, y) => x - y)
  const [from = 0, to = 0] = places
  return records.slice(Math.max(from, 0), to + 1).map(({ id }) => id)
}
