import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { isSignedOut } from '#web/api/problem.ts'
import { meQuery } from '#web/api/session.ts'
import { language, languageOf, speak } from './language.ts'
import { OutOfReach } from './OutOfReach.tsx'
import { rootRoute } from './rootRoute.tsx'

/** All pages inside the frame: somebody is signed in, and is spoken to in their language. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    try {
      const me = await context.queryClient.ensureQueryData(meQuery)
      const wanted = languageOf(me.member.locale)
      if (wanted !== null && wanted !== language()) await speak(wanted)
    } catch (error) {
      if (isSignedOut(error)) throw redirect({ to: '/sign-in', search: { next: location.href } })
      throw error
    }
  },
  errorComponent: OutOfReach,
  component: lazyRouteComponent(() => import('./Shell.tsx'), 'Shell'),
})
