import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { withLaterTexts } from '#web/frame/language.ts'
import { shellRoute } from '#web/frame/shellRoute.tsx'
import { resultsSearch } from './results/resultsView.ts'

export const ledgerRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/results',
    validateSearch: resultsSearch,
    component: lazyRouteComponent(() => import('./results/ResultsScreen.tsx'), 'ResultsScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/results/metrics',
    component: lazyRouteComponent(() => withLaterTexts(import('./metrics/MetricsScreen.tsx')), 'MetricsScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/results/metrics/new',
    validateSearch: resultsSearch,
    component: lazyRouteComponent(() => withLaterTexts(import('./metrics/MetricScreen.tsx')), 'MetricScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/results/metrics/$id',
    validateSearch: resultsSearch,
    component: lazyRouteComponent(() => withLaterTexts(import('./metrics/MetricScreen.tsx')), 'MetricScreen'),
  }),
] as const
