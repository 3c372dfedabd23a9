import { queryOptions } from '@tanstack/react-query'
import { client } from '#web/api/client.ts'
import { targetChangeSource } from './sources.ts'

const shownMax = 50

/** What was decided about a target later, the newest first. */
export const targetChangesQuery = (targetId: string) =>
  queryOptions({
    queryKey: [targetChangeSource.key, 'of', targetId],
    queryFn: ({ signal }) =>
      client.goals.targetChanges.list(
        { filter: { targetId: { eq: targetId } }, limit: shownMax, include: 'names' },
        { signal },
      ),
  })
