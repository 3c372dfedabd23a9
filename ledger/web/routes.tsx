import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '#web/frame/shellRoute.tsx'
import { resultsSearch } from './results/resultsView.ts'

export const ledgerRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/results',
    validateSearch: resultsSearch,
    component: lazyRouteComponent(() => import('./results/ResultsScreen.tsx'), 'ResultsScreen'),
  }),
] as const
