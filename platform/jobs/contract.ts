import { z } from 'zod'
import { type IdInput, type Page, pageOf, route } from '#platform/record/resource.ts'
import { id } from '#platform/record/schemas.ts'

export const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export interface JobJson {
  readonly id: string
  readonly kind: string
  readonly state: (typeof jobStates)[number]
  readonly done: number
  readonly total: number | null
  /** What it does just now, or why it failed, in the reader's language. */
  readonly message: string | null
  readonly result: unknown
  readonly errors: readonly unknown[]
  readonly createdAt: string
  readonly finishedAt: string | null
}
const job: z.ZodType<JobJson, JobJson> = z.object({
  id,
  kind: z.string(),
  state: z.enum(jobStates),
  done: z.int(),
  total: z.int().nullable(),
  message: z.string().nullable(),
  result: z.unknown(),
  errors: z.array(z.unknown()),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
})
const onlyId = () => z.strictObject({ id })

/** Work that a person waits for. Everybody sees the jobs that they asked for. */
export const jobs = {
  jobs: {
    list: route<Record<never, never>, Page<JobJson>>({
      method: 'GET',
      path: '/jobs',
      tag: 'jobs',
      summary: 'My latest 50 jobs',
      meta: { may: 'everyone', writes: false, scope: 'jobs:read' },
      input: () => z.strictObject({}),
      output: () => pageOf(job),
    }),
    get: route<IdInput, JobJson>({
      method: 'GET',
      path: '/jobs/{id}',
      tag: 'jobs',
      summary: 'How far a job is',
      meta: { may: 'everyone', writes: false, scope: 'jobs:read' },
      input: onlyId,
      output: () => job,
    }),
    cancel: route<IdInput, JobJson>({
      method: 'POST',
      path: '/jobs/{id}/cancel',
      tag: 'jobs',
      summary: 'Ask a job to stop; what it has finished stays',
      meta: { may: 'everyone', writes: true, scope: 'jobs:write' },
      input: onlyId,
      output: () => job,
    }),
  },
}
