import { queryOptions } from '@tanstack/react-query'
import { api } from '#web/api/client.ts'

/** The newest contacts with a customer, with one person there, or about a deal. */
export const activitiesOf = (field: 'dealId' | 'accountId' | 'contactId', id: string) =>
  queryOptions(
    api.crm.activities.list.queryOptions({
      input: { filter: { [field]: { eq: id } }, include: 'names', limit: 200 },
    }),
  )
