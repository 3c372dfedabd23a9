import { createContext, useContext } from 'react'
import type { Source } from '#web/api/records.ts'

export const SourcesContext = createContext<readonly Source[]>([])

/** Where records of a type come from; undefined where the browser does not know the type. */
export function useSource(type: string | null): Source | undefined {
  return useContext(SourcesContext).find(({ declaration }) => declaration.type === type)
}
export const useSources = () => useContext(SourcesContext)
