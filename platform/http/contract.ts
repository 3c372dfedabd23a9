import { z } from 'zod'
import { route } from '#platform/record/resource.ts'

export interface Health {
  readonly status: 'ok'
  /** RFC 3339, by the clock of this process. */
  readonly at: string
}

/** What the server says of itself. */
export const http = {
  health: {
    get: route<object, Health>({
      method: 'GET',
      path: '/health',
      tag: 'installation',
      summary: 'Whether this process and its database are there: 503 where not',
      meta: { may: 'public', writes: false, scope: 'health:read' },
      input: () => z.strictObject({}),
      output: () => z.object({ status: z.literal('ok'), at: z.iso.datetime() }),
    }),
  },
}
