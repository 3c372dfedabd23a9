import { useEffect, useEffectEvent } from 'react'

export type Shortcuts = Readonly<Record<string, () => void>>
const sequenceMs = 1200

/**
 * Keys while this part is on the screen: `j`, `?`, `Enter`, or two in turn, `g d`. They rest while somebody types or a
 * dialog is open, and leave combinations with Ctrl, ⌘ and Alt to the browser; `mod+k` alone works everywhere.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const press = useEffectEvent((keys: string, event: KeyboardEvent): boolean => {
    const run = shortcuts[keys]
    if (!run) return Object.keys(shortcuts).some((known) => known.startsWith(`${keys} `))
    event.preventDefault()
    run()
    return false
  })
  useEffect(() => {
    let begun = { key: '', at: 0 }
    const onKey = (event: KeyboardEvent) => {
      const key = keyOf(event)
      if (key === null || (key !== 'mod+k' && isTaken(event))) return
      const both = begun.key !== '' && event.timeStamp - begun.at < sequenceMs ? `${begun.key} ${key}` : key
      begun = press(both, event) ? { key: both, at: event.timeStamp } : { key: '', at: 0 }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

function keyOf(event: KeyboardEvent): string | null {
  if (event.isComposing || event.defaultPrevented) return null
  const mod = event.ctrlKey || event.metaKey
  if (mod && event.key.toLowerCase() === 'k') return 'mod+k'
  if (mod || event.altKey) return null
  return event.key.length === 1 ? event.key.toLowerCase() : event.key
}

/** Somebody types, chooses, or a dialog has the floor; Enter and Space belong to what is focused. */
function isTaken(event: KeyboardEvent): boolean {
  const at = event.target
  if (!(at instanceof HTMLElement)) return false
  if (
    at.isContentEditable ||
    at.matches('input:not([type=checkbox]), textarea, select, [role=menuitem], [role=option]')
  )
    return true
  if ((event.key === 'Enter' || event.key === ' ') && at.matches('a, button, [role=button], summary')) return true
  return document.querySelector('[role=dialog], [role=menu]') !== null
}
