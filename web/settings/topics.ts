/** A page of the settings, as the list at the left names it: `web.settings.topic.people`. */
export interface Topic {
  readonly key: string
  readonly to: string
  readonly group: (typeof topicGroups)[number]
  /** Any of these opens it; everybody sees it where none is given. */
  readonly permissions?: readonly string[]
}
export const topicGroups = ['own', 'organisation', 'sales', 'data'] as const

const importable = ['member', 'team', 'product', 'account', 'contact', 'deal', 'activity', 'fxRate']

const topics: readonly Topic[] = [
  { key: 'profile', to: '/settings/profile', group: 'own' },
  { key: 'keys', to: '/settings/keys', group: 'own' },
  { key: 'organisation', to: '/settings/organisation', group: 'organisation', permissions: ['member.read'] },
  { key: 'people', to: '/settings/people', group: 'organisation', permissions: ['member.read'] },
  { key: 'teams', to: '/settings/teams', group: 'organisation', permissions: ['team.read'] },
  { key: 'calendars', to: '/settings/calendars', group: 'organisation', permissions: ['site.read'] },
  { key: 'leave', to: '/settings/leave', group: 'organisation', permissions: ['leave.read'] },
  { key: 'pipelines', to: '/settings/pipelines', group: 'sales', permissions: ['stage.update'] },
  { key: 'products', to: '/settings/products', group: 'sales', permissions: ['product.read'] },
  { key: 'rates', to: '/settings/rates', group: 'sales', permissions: ['fxRate.create'] },
  { key: 'import', to: '/import', group: 'data', permissions: importable.map((type) => `${type}.import`) },
]

export function topicsFor(may: (permission: string) => boolean): readonly Topic[] {
  return topics.filter(({ permissions }) => permissions === undefined || permissions.some(may))
}
