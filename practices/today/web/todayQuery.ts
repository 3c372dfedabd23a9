import { queryOptions } from '@tanstack/react-query'
import { api } from '#web/api/client.ts'

/** All that the page shows, in one request. */
export const todayQuery = queryOptions(api.today.page.queryOptions({ input: {} }))
