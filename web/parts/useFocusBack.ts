import { useEffect, useState } from 'react'

/**
 * When a panel or a dialog closes, focus goes back to what opened it: what is mounted open and taken away when it closes
 * gets no such thing from the library.
 */
export function useFocusBack(): void {
  const [opener] = useState(openerNow)
  useEffect(() => () => focusOn(opener), [opener])
}

/** A line of a menu is gone by the time that the panel closes: the button of the menu stands for it. */
function openerNow(): Element | null {
  const at = document.activeElement
  const menu = at?.closest('[role=menu]')
  return menu ? document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`) : at
}

function focusOn(opener: Element | null): void {
  if (opener instanceof HTMLElement)
    (standing(opener) ?? document.getElementById('page'))?.focus({ preventScroll: true })
}

/** What opened it, or what was drawn anew under the same id. */
function standing(opener: HTMLElement): HTMLElement | null {
  if (opener === document.body) return null
  return opener.isConnected ? opener : document.getElementById(opener.id)
}
