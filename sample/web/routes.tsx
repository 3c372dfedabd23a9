import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '#web/frame/rootRoute.tsx'

/** The door of an open sample: nobody is signed in there. */
export const sampleRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/demo',
    component: lazyRouteComponent(() => import('./DemoScreen.tsx'), 'DemoScreen'),
  }),
] as const
