import { createContext, useContext } from 'react'

/** Whether this part stands in a popover: lists that open in it belong to it, else a click on them would close it. */
export const PopoverContext = createContext(false)
export const useWithinPortal = () => !useContext(PopoverContext)
