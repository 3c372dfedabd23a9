import { z } from 'zod'
import { type Page, pageOf, route } from '#platform/record/resource.ts'
import { id } from '#platform/record/schemas.ts'

export interface NoticeJson {
  readonly id: string
  readonly kind: string
  /** What happened, in the reader's language. */
  readonly text: string
  /** The record that it leads to, if it is of one; of several: their type alone. */
  readonly subjectType: string
  readonly subjectId: string | null
  /** Who did it; null where it was the product itself. */
  readonly actorName: string | null
  readonly at: string
  readonly readAt: string | null
}
const notice: z.ZodType<NoticeJson, NoticeJson> = z.object({
  id,
  kind: z.string(),
  text: z.string(),
  subjectType: z.string(),
  subjectId: id.nullable(),
  actorName: z.string().nullable(),
  at: z.string(),
  readAt: z.string().nullable(),
})

export interface NoticesInput {
  /** `true`: only those that are not read. */
  readonly unread?: string
  readonly cursor?: string
}
export interface ChoicesJson {
  /** Every kind of notice, what it is called, and whether one hears of it. */
  readonly kinds: readonly { readonly kind: string; readonly name: string; readonly wanted: boolean }[]
}
const choices: z.ZodType<ChoicesJson, ChoicesJson> = z.object({
  kinds: z.array(z.object({ kind: z.string(), name: z.string(), wanted: z.boolean() })),
})
export interface Unread {
  /** At most 100: more is said as 99+. */
  readonly count: number
}
const unread: z.ZodType<Unread, Unread> = z.object({ count: z.int() })
const reads = { may: 'everyone', writes: false, scope: 'notices:read' } as const
const writes = { may: 'everyone', writes: true, scope: 'notices:write' } as const

/** What concerns me and others did. Everybody reads their own alone. */
export const notices = {
  notices: {
    list: route<NoticesInput, Page<NoticeJson>>({
      method: 'GET',
      path: '/notices',
      tag: 'notices',
      summary: 'What others did that concerns me, the newest first',
      meta: reads,
      input: () =>
        z.strictObject({ unread: z.enum(['true', 'false']).optional(), cursor: z.string().max(64).optional() }),
      output: () => pageOf(notice),
    }),
    unread: route<Record<never, never>, Unread>({
      method: 'GET',
      path: '/notices/unread',
      tag: 'notices',
      summary: 'How many of my notices are not read',
      meta: reads,
      input: () => z.strictObject({}),
      output: () => unread,
    }),
    read: route<{ readonly ids: readonly string[] }, Unread>({
      method: 'POST',
      path: '/notices/read',
      tag: 'notices',
      summary: 'Mark notices of mine as read',
      meta: writes,
      input: () => z.strictObject({ ids: z.array(id).min(1).max(200) }),
      output: () => unread,
    }),
    readAll: route<{ readonly until: string }, Unread>({
      method: 'POST',
      path: '/notices/read-all',
      tag: 'notices',
      summary: 'Mark all my notices as read, up to the newest that I have seen',
      meta: writes,
      input: () => z.strictObject({ until: id }),
      output: () => unread,
    }),
    choices: route<Record<never, never>, ChoicesJson>({
      method: 'GET',
      path: '/notices/choices',
      tag: 'notices',
      summary: 'Which kinds of notices I get',
      meta: reads,
      input: () => z.strictObject({}),
      output: () => choices,
    }),
    choose: route<{ readonly unwanted: readonly string[] }, ChoicesJson>({
      method: 'PUT',
      path: '/notices/choices',
      tag: 'notices',
      summary: 'Choose which kinds of notices I get',
      meta: writes,
      input: () => z.strictObject({ unwanted: z.array(z.string().max(60)).max(100) }),
      output: () => choices,
    }),
  },
}
