import { createContext } from 'react'

/** The element that scrolls a long list: a screen's own. */
export const ScrollContext = createContext<HTMLElement | null>(null)
