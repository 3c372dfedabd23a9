import type { Amount, Unread } from './readAmount.ts'
import type { Sheet, Standing } from './sheet.ts'

/** A cell that was changed and is not saved yet. */
export interface Edit {
  /** Null takes the target away. */
  readonly units: bigint | null
  /** What could not be read: it waits in the cell to be mended. */
  readonly unread: { readonly typed: string; readonly why: Unread } | null
  /** What stood there when it was changed first. */
  readonly base: bigint | null
}
/** By row and month: `member 0190… 3`. */
export type Draft = ReadonlyMap<string, Edit>

export interface Place {
  readonly row: number
  readonly month: number
}
export interface Change extends Place {
  readonly to: Amount
}

export const draftKey = (sheet: Sheet, { row, month }: Place) => `${sheet.rows[row]?.key ?? ''} ${month}`
/** Where a cell of a draft is in the sheet; undefined for a row that is not in it. */
export function placeIn(sheet: Sheet, key: string): Place | undefined {
  const cut = key.lastIndexOf(' ')
  const row = sheet.placeOf.get(key.slice(0, cut))
  return row === undefined ? undefined : { row, month: Number(key.slice(cut + 1)) }
}
export const standingAt = (sheet: Sheet, { row, month }: Place): Standing | null =>
  sheet.rows[row]?.cells[month] ?? null

/** What one doing changed, so that it can be taken back as a whole. */
export interface Step {
  readonly before: ReadonlyMap<string, Edit | undefined>
  readonly after: ReadonlyMap<string, Edit | undefined>
}

/**
 * What changes would make of a draft. A cell that comes back to what stands there is no longer changed; rows that one may
 * not set stay as they are. Undefined where nothing would change.
 */
export function stepFor(sheet: Sheet, draft: Draft, changes: readonly Change[]): Step | undefined {
  const before = new Map<string, Edit | undefined>()
  const after = new Map<string, Edit | undefined>()
  for (const { to, ...place } of changes) {
    if (sheet.rows[place.row]?.editable !== true) continue
    const key = draftKey(sheet, place)
    const old = draft.get(key)
    const standing = standingAt(sheet, place)?.units ?? null
    const next = editFor(to, old?.base === undefined ? standing : old.base, standing)
    if (same(old, next) && !after.has(key)) continue
    if (!before.has(key)) before.set(key, old)
    after.set(key, next)
  }
  return after.size === 0 ? undefined : { before, after }
}

function editFor(to: Amount, base: bigint | null, standing: bigint | null): Edit | undefined {
  if ('why' in to) return { units: standing, unread: to, base }
  return to.units === standing ? undefined : { units: to.units, unread: null, base }
}
const same = (a: Edit | undefined, b: Edit | undefined) =>
  a === b || (a?.units === b?.units && a?.unread?.typed === b?.unread?.typed && (a === undefined) === (b === undefined))

export function put(draft: Draft, cells: ReadonlyMap<string, Edit | undefined>): Draft {
  const next = new Map(draft)
  for (const [key, edit] of cells) {
    if (edit === undefined) next.delete(key)
    else next.set(key, edit)
  }
  return next
}

/** A draft with what was done and undone. Every step is a whole doing: a paste, a fill, a split. */
export interface Drafting {
  readonly draft: Draft
  readonly done: readonly Step[]
  readonly undone: readonly Step[]
}
const stepsKept = 200
export const untouched: Drafting = { draft: new Map(), done: [], undone: [] }

export function perform({ draft, done }: Drafting, step: Step): Drafting {
  return { draft: put(draft, step.after), done: [...done, step].slice(-stepsKept), undone: [] }
}
export function undo(now: Drafting): Drafting {
  const step = now.done.at(-1)
  if (step === undefined) return now
  return { draft: put(now.draft, step.before), done: now.done.slice(0, -1), undone: [...now.undone, step] }
}
export function redo(now: Drafting): Drafting {
  const step = now.undone.at(-1)
  if (step === undefined) return now
  return { draft: put(now.draft, step.after), done: [...now.done, step], undone: now.undone.slice(0, -1) }
}

export interface Clash extends Place {
  readonly key: string
  readonly mine: Edit
  readonly theirs: bigint | null
}

/** Changed cells below which somebody else changed what stands there. */
export function clashes(sheet: Sheet, draft: Draft): Clash[] {
  return [...draft].flatMap(([key, mine]) => {
    const place = placeIn(sheet, key)
    if (place === undefined) return []
    const theirs = standingAt(sheet, place)?.units ?? null
    return theirs === mine.base ? [] : [{ ...place, key, mine, theirs }]
  })
}

/** What is still to be saved once the sheet came anew: cells that already stand as wanted are no longer changed. */
export function settled(sheet: Sheet, draft: Draft): Draft {
  const left = [...draft].filter(([key, edit]) => {
    const place = placeIn(sheet, key)
    return place === undefined || edit.unread !== null || (standingAt(sheet, place)?.units ?? null) !== edit.units
  })
  return left.length === draft.size ? draft : new Map(left)
}
