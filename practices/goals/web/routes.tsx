import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { recordQuery } from '#web/api/useRecord.ts'
import { shellRoute } from '#web/frame/shellRoute.tsx'
import { goalSearch, goalsSearch } from './goalsView.ts'
import { targetSource } from './sources.ts'

const getParentRoute = () => shellRoute

export const goalsRoutes = [
  createRoute({
    getParentRoute,
    path: '/goals',
    validateSearch: goalsSearch,
    component: lazyRouteComponent(() => import('./GoalsScreen.tsx'), 'GoalsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/goals/$targetId',
    validateSearch: goalSearch,
    loader: ({ context, params }) => context.queryClient.ensureQueryData(recordQuery(targetSource, params.targetId)),
    component: lazyRouteComponent(() => import('./GoalScreen.tsx'), 'GoalScreen'),
  }),
] as const
