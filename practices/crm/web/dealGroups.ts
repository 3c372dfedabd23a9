import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, client } from '#web/api/client.ts'
import type { GroupsInput } from '../contract.ts'
import { activitySource } from './sources.ts'

/** Deals counted and summed by a field; what stood before stays until the new sums are there. */
export const dealGroups = (input: GroupsInput) =>
  queryOptions({ ...api.crm.deals.groups.queryOptions({ input }), placeholderData: keepPreviousData })

const touchedMax = 200

/** When the customers of deals were last reached: asked for again with every contact that somebody logs. */
export const dealTouches = (ids: readonly string[]) => {
  const asked = ids.slice(0, touchedMax).join(',')
  return queryOptions({
    queryKey: [activitySource.key, 'touches', asked],
    queryFn: ({ signal }) => client.crm.deals.touches({ ids: asked }, { signal }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
}
