import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext } from '@tanstack/react-router'

export interface RouterContext {
  readonly queryClient: QueryClient
}
export const rootRoute = createRootRouteWithContext<RouterContext>()({})
