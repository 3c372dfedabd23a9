import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { withLaterTexts } from '#web/frame/language.ts'
import { shellRoute } from '#web/frame/shellRoute.tsx'
import { listSearch } from '#web/parts/listView.ts'

const settings = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  component: lazyRouteComponent(() => withLaterTexts(import('./SettingsFrame.tsx')), 'SettingsFrame'),
})
const getParentRoute = () => settings

/** One page a topic, in the order of the list. */
export const settingsRoutes = [
  settings.addChildren([
    createRoute({
      getParentRoute,
      path: '/',
      component: lazyRouteComponent(() => import('./SettingsFrame.tsx'), 'SettingsStart'),
    }),
    createRoute({
      getParentRoute,
      path: '/profile',
      component: lazyRouteComponent(() => import('./own/ProfilePage.tsx'), 'ProfilePage'),
    }),
    createRoute({
      getParentRoute,
      path: '/keys',
      component: lazyRouteComponent(() => import('./keys/ApiKeysPage.tsx'), 'ApiKeysPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/organisation',
      component: lazyRouteComponent(() => import('./organisation/OrganisationPage.tsx'), 'OrganisationPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/people',
      validateSearch: listSearch,
      component: lazyRouteComponent(() => import('./people/PeoplePage.tsx'), 'PeoplePage'),
    }),
    createRoute({
      getParentRoute,
      path: '/people/$memberId',
      component: lazyRouteComponent(() => import('./people/PersonPage.tsx'), 'PersonPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/teams',
      component: lazyRouteComponent(() => import('./teams/TeamsPage.tsx'), 'TeamsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/calendars',
      component: lazyRouteComponent(() => import('./calendars/CalendarsPage.tsx'), 'CalendarsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/calendars/$siteId',
      validateSearch: ({ year }): { year?: number } => (/^\d{4}$/.test(String(year)) ? { year: Number(year) } : {}),
      component: lazyRouteComponent(() => import('./calendars/SitePage.tsx'), 'SitePage'),
    }),
    createRoute({
      getParentRoute,
      path: '/leave',
      validateSearch: listSearch,
      component: lazyRouteComponent(() => import('./calendars/LeavePage.tsx'), 'LeavePage'),
    }),
    createRoute({
      getParentRoute,
      path: '/pipelines',
      component: lazyRouteComponent(() => import('./sales/PipelinesPage.tsx'), 'PipelinesPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/products',
      validateSearch: listSearch,
      component: lazyRouteComponent(() => import('./sales/ProductsPage.tsx'), 'ProductsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/rates',
      validateSearch: listSearch,
      component: lazyRouteComponent(() => import('./sales/RatesPage.tsx'), 'RatesPage'),
    }),
  ]),
] as const
