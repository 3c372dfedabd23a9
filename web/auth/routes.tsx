import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '#web/frame/rootRoute.tsx'

const getParentRoute = () => rootRoute

/** The pages before the door: nobody is signed in there. */
export const authRoutes = [
  createRoute({
    getParentRoute,
    path: '/setup',
    component: lazyRouteComponent(() => import('./SetUpScreen.tsx'), 'SetUpScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/sign-in',
    validateSearch: (given: Readonly<Record<string, unknown>>): { next?: string } =>
      isOwnPath(given.next) ? { next: given.next } : {},
    component: lazyRouteComponent(() => import('./SignInScreen.tsx'), 'SignInScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/forgot-password',
    component: lazyRouteComponent(() => import('./ForgotScreen.tsx'), 'ForgotScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/reset/$token',
    component: lazyRouteComponent(() => import('./ResetScreen.tsx'), 'ResetScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/invite/$token',
    component: lazyRouteComponent(() => import('./InviteScreen.tsx'), 'InviteScreen'),
  }),
] as const

/** A way back into the product, and never out to another site. */
function isOwnPath(value: unknown): value is string {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value)
}
