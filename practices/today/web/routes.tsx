import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '#web/frame/shellRoute.tsx'
import { todayQuery } from './todayQuery.ts'

export const todayRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/today',
    validateSearch: ({ explain }: Readonly<Record<string, unknown>>): { readonly explain?: string } =>
      typeof explain === 'string' ? { explain } : {},
    loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(todayQuery),
    component: lazyRouteComponent(() => import('./TodayScreen.tsx'), 'TodayScreen'),
  }),
] as const
