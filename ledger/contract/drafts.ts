import { z } from 'zod'
import type { Json } from '#platform/record/field.ts'
import { type RouteMeta, route } from '#platform/record/resource.ts'
import { ownMetric } from '../records/ownMetric.ts'

/** A metric that is being written; the period is the quarter of today where none is named. */
export interface DraftInput {
  readonly formula: Json
  readonly direction?: 'higher' | 'lower' | 'neither'
  readonly name?: string
  readonly by?: string
  readonly period?: string
}
export interface PreviewJson<V> {
  /** The formula in words. */
  readonly says: string
  readonly values: V
}
export interface ChoicesJson {
  readonly kinds: readonly {
    readonly kind: string
    readonly says: string
    readonly hasAmount: boolean
    readonly time: 'minutes' | 'days' | null
    readonly dims: readonly string[]
  }[]
  readonly dims: readonly {
    readonly dim: string
    readonly says: string
    readonly values: readonly { readonly value: string; readonly name: string }[]
  }[]
}

const meta: RouteMeta = {
  may: ownMetric.may['create'] ?? {},
  writes: false,
  type: 'metric',
  action: 'define',
  scope: 'own-metrics:write',
}
const json: z.ZodType<Json, Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
)
const draftInput: z.ZodType<DraftInput, DraftInput> = z.strictObject({
  formula: json,
  direction: z.enum(['higher', 'lower', 'neither']).optional(),
  name: z.string().max(100).optional(),
  by: z.string().max(20).optional(),
  period: z.string().max(40).optional(),
})
const choices: z.ZodType<ChoicesJson, ChoicesJson> = z.object({
  kinds: z.array(
    z.object({
      kind: z.string(),
      says: z.string(),
      hasAmount: z.boolean(),
      time: z.enum(['minutes', 'days']).nullable(),
      dims: z.array(z.string()),
    }),
  ),
  dims: z.array(
    z.object({
      dim: z.string(),
      says: z.string(),
      values: z.array(z.object({ value: z.string(), name: z.string() })),
    }),
  ),
})

/** What helps while a metric is written: what it can be made of, and what it would say. */
export function drafts<V>(values: z.ZodType<V, V>) {
  return {
    choices: route<Record<never, never>, ChoicesJson>({
      method: 'GET',
      path: '/metric-drafts/choices',
      tag: 'metrics',
      summary: 'What an own metric can be made of: kinds of events, what they carry, and by what they can be filtered',
      meta,
      input: () => z.strictObject({}),
      output: () => choices,
    }),
    preview: route<DraftInput, PreviewJson<V>>({
      method: 'POST',
      path: '/metric-drafts/preview',
      tag: 'metrics',
      summary: 'What a metric that is being written says: its formula in words, and its values',
      meta,
      input: () => draftInput,
      output: () => z.object({ says: z.string(), values }),
    }),
  }
}
