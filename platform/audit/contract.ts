import { z } from 'zod'
import { type Page, pageOf, route } from '#platform/record/resource.ts'
import { id } from '#platform/record/schemas.ts'

export interface AuditJson {
  readonly id: string
  readonly at: string
  readonly actorId: string | null
  readonly actorName: string | null
  readonly via: string
  readonly type: string
  readonly recordId: string
  readonly action: string
  readonly before: unknown
  readonly after: unknown
  readonly reason: string | null
}
export interface AuditInput {
  readonly type?: string
  readonly recordId?: string
  /** `true`: what was changed about me. */
  readonly mine?: string
  readonly cursor?: string
}
const line: z.ZodType<AuditJson, AuditJson> = z.object({
  id,
  at: z.string(),
  actorId: id.nullable(),
  actorName: z.string().nullable(),
  via: z.string(),
  type: z.string(),
  recordId: id,
  action: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  reason: z.string().nullable(),
})

export const audit = {
  audit: {
    list: route<AuditInput, Page<AuditJson>>({
      method: 'GET',
      path: '/audit',
      tag: 'audit',
      summary: 'Who changed what, of a record that one may see, or about oneself',
      meta: { may: 'everyone', writes: false, scope: 'audit:read' },
      input: () =>
        z.strictObject({
          type: z.string().optional(),
          recordId: id.optional(),
          mine: z.string().optional(),
          cursor: z.string().max(64).optional(),
        }),
      output: () => pageOf(line),
    }),
  },
}
