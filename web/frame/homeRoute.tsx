import { createRoute, redirect } from '@tanstack/react-router'
import { shellRoute } from './shellRoute.tsx'

/** Where one lands: the deals, until there is a page for today. */
export const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/deals', replace: true })
  },
})
