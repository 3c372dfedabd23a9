/** What is said for a moment at the edge of the screen. */
export interface Notice {
  readonly id: number
  readonly text: string
  readonly tone: 'done' | 'wrong'
  /** Takes back what was done. */
  readonly undo: (() => void) | null
}

let shown: readonly Notice[] = []
let last = 0
const listeners = new Set<() => void>()

export const notices = () => shown
export function subscribeToNotices(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says that something was done, with a way back where there is one. */
export function notify(text: string, undo: (() => void) | null = null): void {
  add({ text, tone: 'done', undo })
}
export function notifyWrong(text: string): void {
  add({ text, tone: 'wrong', undo: null })
}

function add(notice: Omit<Notice, 'id'>): void {
  last += 1
  // only the last step is taken back: an earlier one may not fit any more
  const before = shown.slice(-1).map((one) => ({ ...one, undo: null }))
  set([...before, { ...notice, id: last }])
}
export function dismiss(id: number): void {
  set(shown.filter((one) => one.id !== id))
}
function set(next: readonly Notice[]): void {
  shown = next
  for (const listener of listeners) listener()
}
