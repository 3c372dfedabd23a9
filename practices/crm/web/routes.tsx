import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { recordQuery } from '#web/api/useRecord.ts'
import { shellRoute } from '#web/frame/shellRoute.tsx'
import { listSearch } from '#web/parts/listView.ts'
import { accountSource, contactSource, dealSource } from './sources.ts'
import { pipelinesQuery, stagesQuery } from './useStages.ts'

const getParentRoute = () => shellRoute

export const crmRoutes = [
  createRoute({
    getParentRoute,
    path: '/deals',
    validateSearch: listSearch,
    loader: ({ context: { queryClient } }) =>
      Promise.all([queryClient.prefetchQuery(stagesQuery), queryClient.prefetchQuery(pipelinesQuery)]),
    component: lazyRouteComponent(() => import('./DealsScreen.tsx'), 'DealsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/deals/$dealId',
    loader: ({ context: { queryClient }, params }) =>
      Promise.all([
        queryClient.ensureQueryData(recordQuery(dealSource, params.dealId)),
        queryClient.prefetchQuery(stagesQuery),
        queryClient.prefetchQuery(pipelinesQuery),
      ]),
    component: lazyRouteComponent(() => import('./DealScreen.tsx'), 'DealScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/customers',
    validateSearch: listSearch,
    component: lazyRouteComponent(() => import('./AccountsScreen.tsx'), 'AccountsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/customers/$accountId',
    loader: ({ context, params }) => context.queryClient.ensureQueryData(recordQuery(accountSource, params.accountId)),
    component: lazyRouteComponent(() => import('./AccountScreen.tsx'), 'AccountScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/customers/people',
    validateSearch: listSearch,
    component: lazyRouteComponent(() => import('./ContactsScreen.tsx'), 'ContactsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/customers/people/$contactId',
    loader: ({ context, params }) => context.queryClient.ensureQueryData(recordQuery(contactSource, params.contactId)),
    component: lazyRouteComponent(() => import('./ContactScreen.tsx'), 'ContactScreen'),
  }),
] as const
