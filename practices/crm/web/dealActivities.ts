import { queryOptions } from '@tanstack/react-query'
import { api } from '#web/api/client.ts'

/** The newest contacts about a deal. */
export const dealActivities = (dealId: string) =>
  queryOptions(
    api.crm.activities.list.queryOptions({
      input: { filter: { dealId: { eq: dealId } }, include: 'names', limit: 200 },
    }),
  )
