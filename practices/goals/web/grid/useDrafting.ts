import { useEffect, useMemo, useReducer } from 'react'
import {
  type Change,
  type Draft,
  type Drafting,
  perform,
  put,
  redo,
  settled,
  stepFor,
  undo,
  untouched,
} from './draft.ts'
import { keepDraft, storedDraft } from './draftStore.ts'
import type { Sheet } from './sheet.ts'

type Wish =
  | { readonly kind: 'do'; readonly sheet: Sheet; readonly changes: readonly Change[] }
  | { readonly kind: 'undo' | 'redo' | 'forget' }
  | { readonly kind: 'start'; readonly draft: Draft }
  | { readonly kind: 'mine' | 'theirs'; readonly key: string; readonly theirs: bigint | null }

function wished(now: Drafting, wish: Wish): Drafting {
  switch (wish.kind) {
    case 'do': {
      const step = stepFor(wish.sheet, now.draft, wish.changes)
      return step === undefined ? now : perform(now, step)
    }
    case 'undo':
      return undo(now)
    case 'redo':
      return redo(now)
    case 'forget':
      return {
        ...perform(now, { before: now.draft, after: new Map([...now.draft.keys()].map((key) => [key, undefined])) }),
      }
    case 'start':
      return { ...untouched, draft: wish.draft }
    default: {
      const edit = now.draft.get(wish.key)
      if (edit === undefined) return now
      const chosen = wish.kind === 'mine' ? { ...edit, base: wish.theirs } : undefined
      // what was done before rested on what no longer stands there
      return { draft: put(now.draft, new Map([[wish.key, chosen]])), done: [], undone: [] }
    }
  }
}

export interface Work {
  readonly draft: Draft
  readonly mayUndo: boolean
  readonly mayRedo: boolean
  readonly make: (changes: readonly Change[]) => void
  readonly undo: () => void
  readonly redo: () => void
  /** Discards all; can be undone. */
  readonly forget: () => void
  /** After saving: nothing is changed, and nothing can be undone. */
  readonly clear: () => void
  readonly choose: (whose: 'mine' | 'theirs', key: string, theirs: bigint | null) => void
}

/** What was changed in a sheet and is not saved yet; it outlives a reload. */
export function useDrafting(sheet: Sheet, name: string): Work {
  const [now, wish] = useReducer(wished, name, (from) => ({ ...untouched, draft: storedDraft(from) }))
  const draft = useMemo(() => settled(sheet, now.draft), [sheet, now.draft])
  useEffect(() => keepDraft(name, draft), [name, draft])
  return {
    draft,
    mayUndo: now.done.length > 0,
    mayRedo: now.undone.length > 0,
    make: (changes) => wish({ kind: 'do', sheet, changes }),
    undo: () => wish({ kind: 'undo' }),
    redo: () => wish({ kind: 'redo' }),
    forget: () => wish({ kind: 'forget' }),
    clear: () => wish({ kind: 'start', draft: new Map() }),
    choose: (kind, key, theirs) => wish({ kind, key, theirs }),
  }
}
