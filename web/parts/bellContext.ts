import { createContext, type ReactNode } from 'react'

/** On a phone, which has no rail, each screen has the bell beside its title. */
export const BellContext = createContext<ReactNode>(null)
