import { createRoute, redirect } from '@tanstack/react-router'
import { shellRoute } from './shellRoute.tsx'

/** Where one lands: today. */
export const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today', replace: true })
  },
})
