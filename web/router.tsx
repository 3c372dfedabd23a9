import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { crmRoutes } from '#crm/web/routes.tsx'
import { quotaRoute } from '#goals/web/grid/route.tsx'
import { goalsRoutes } from '#goals/web/routes.tsx'
import { ledgerRoutes } from '#ledger/web/routes.tsx'
import { importRoutes } from '#platform/import/web/routes.tsx'
import { sampleRoutes } from '#sample/web/routes.tsx'
import { todayRoutes } from '#today/web/routes.tsx'
import { authRoutes } from './auth/routes.tsx'
import { ErrorScreen } from './frame/ErrorScreen.tsx'
import { homeRoute } from './frame/homeRoute.tsx'
import { NotFound } from './frame/NotFound.tsx'
import { PageWaiting } from './frame/PageWaiting.tsx'
import { rootRoute } from './frame/rootRoute.tsx'
import { parseSearch, stringifySearch } from './frame/searchParams.ts'
import { shellRoute } from './frame/shellRoute.tsx'
import { settingsRoutes } from './settings/routes.tsx'

/** Every page of the product. A practice adds its routes here, below the frame. */
const routeTree = rootRoute.addChildren([
  ...authRoutes,
  ...sampleRoutes,
  shellRoute.addChildren([
    homeRoute,
    ...todayRoutes,
    ...crmRoutes,
    ...goalsRoutes,
    quotaRoute,
    ...ledgerRoutes,
    ...importRoutes,
    ...settingsRoutes,
  ]),
])

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 400,
    defaultPendingComponent: PageWaiting,
    scrollRestoration: true,
    defaultErrorComponent: ErrorScreen,
    defaultNotFoundComponent: NotFound,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
