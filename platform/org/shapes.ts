import { z } from 'zod'
import { dayText } from '#platform/record/schemas.ts'

/** What of the basis is to be another; what is left out stays. */
export interface BasisChange {
  /** IANA name. */
  readonly timeZone?: string
  /** 1 to 12. */
  readonly fiscalStartMonth?: number
  readonly fiscalNaming?: 'ends' | 'starts'
  /** 1 Monday to 7 Sunday. */
  readonly weekStart?: number
  readonly pattern?: 'months' | '4-4-5' | '4-5-4' | '5-4-4'
  readonly yearAnchor?: 'nearest' | 'last'
}
const basisShape = () => ({
  timeZone: z.string().min(1).max(64).optional(),
  fiscalStartMonth: z.int().min(1).max(12).optional(),
  fiscalNaming: z.enum(['ends', 'starts']).optional(),
  weekStart: z.int().min(1).max(7).optional(),
  pattern: z.enum(['months', '4-4-5', '4-5-4', '5-4-4']).optional(),
  yearAnchor: z.enum(['nearest', 'last']).optional(),
})
export const basisChange = (): z.ZodType<BasisChange, BasisChange> => z.strictObject(basisShape())

export interface OrgChange extends BasisChange {
  readonly name?: string
  readonly locale?: string
  /** ISO 4217; can't change once anything counts. */
  readonly currency?: string
  /** What the change of the basis restates was looked at; without it such a change is refused. */
  readonly seen?: boolean
}
export const orgChange = (): z.ZodType<OrgChange, OrgChange> =>
  z.strictObject({
    ...basisShape(),
    name: z.string().trim().min(1).max(200).optional(),
    locale: z.enum(['en', 'zh-CN']).optional(),
    currency: z.string().max(3).optional(),
    seen: z.boolean().optional(),
  })

/** A period with the revenue booked in it. */
export interface PeriodJson {
  readonly key: string
  readonly from: string
  readonly to: string
  readonly booked: { readonly amount: string; readonly currency: string } | null
}
export interface RestatementJson {
  readonly today: { readonly before: string; readonly after: string }
  /** The current and the last period of each kind that get other days or another name. */
  readonly periods: readonly {
    readonly kind: 'year' | 'quarter' | 'month' | 'week'
    readonly which: 'current' | 'last'
    readonly before: PeriodJson
    readonly after: PeriodJson
  }[]
  readonly targets: {
    readonly all: number
    /** How many get another name for their period; each keeps its days. */
    readonly renamed: number
    /** The latest 20 periods among them. */
    readonly periods: readonly {
      readonly before: string
      readonly after: string
      readonly from: string
      readonly to: string
      readonly count: number
    }[]
  }
  /** What counts at a time of day, and how much of it lies on another day by the new clock: it stays on its day. */
  readonly timed: { readonly all: number; readonly elsewhere: number }
  /** Does anything count or is anything agreed yet that a change could restate? */
  readonly counts: boolean
}
const period = (): z.ZodType<PeriodJson, PeriodJson> =>
  z.object({
    key: z.string(),
    from: dayText,
    to: dayText,
    booked: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  })
export const restatement = (): z.ZodType<RestatementJson, RestatementJson> =>
  z.object({
    today: z.object({ before: dayText, after: dayText }),
    periods: z.array(
      z.object({
        kind: z.enum(['year', 'quarter', 'month', 'week']),
        which: z.enum(['current', 'last']),
        before: period(),
        after: period(),
      }),
    ),
    targets: z.object({
      all: z.int(),
      renamed: z.int(),
      periods: z.array(z.object({ before: z.string(), after: z.string(), from: dayText, to: dayText, count: z.int() })),
    }),
    timed: z.object({ all: z.int(), elsewhere: z.int() }),
    counts: z.boolean(),
  })
