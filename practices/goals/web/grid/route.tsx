import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { withLaterTexts } from '#web/frame/language.ts'
import { shellRoute } from '#web/frame/shellRoute.tsx'
import { quotaSearch } from './quotaView.ts'

export const quotaRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/goals/quotas',
  validateSearch: quotaSearch,
  component: lazyRouteComponent(() => withLaterTexts(import('./QuotaScreen.tsx')), 'QuotaScreen'),
})
