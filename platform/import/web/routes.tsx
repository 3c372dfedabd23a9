import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { withLaterTexts } from '#web/frame/language.ts'
import { shellRoute } from '#web/frame/shellRoute.tsx'
import { batchQuery } from './batchQuery.ts'
import { batchSearch, importSearch } from './importSearch.ts'

const getParentRoute = () => shellRoute

export const importRoutes = [
  createRoute({
    getParentRoute,
    path: '/import',
    validateSearch: importSearch,
    component: lazyRouteComponent(() => withLaterTexts(import('./ImportScreen.tsx')), 'ImportScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/import/$batchId',
    validateSearch: batchSearch,
    loader: ({ context, params }) => context.queryClient.ensureQueryData(batchQuery(params.batchId)),
    component: lazyRouteComponent(() => withLaterTexts(import('./BatchScreen.tsx')), 'BatchScreen'),
  }),
] as const
