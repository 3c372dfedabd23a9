import { z } from 'zod'
import type { MoneyJson } from '#ledger/rules/money.ts'
import { moneySchema } from '#platform/record/schemas.ts'

export const changeHows = [
  /** It happened after the first day. */
  'happened',
  /** It had happened by the first day, and was recorded after it. */
  'recordedLate',
  'reversed',
  /** Taken back and posted anew: another amount, day or split. */
  'corrected',
  /** Not within the days that count any more. */
  'left',
  /** Of a level: it is there now, it is there no more, it is another. */
  'came',
  'went',
  'changed',
] as const
/** A deal, an account, an activity … and what it did to the figure. */
export interface ChangePartJson {
  readonly type: string
  readonly id: string
  readonly name: string
  readonly accountId: string | null
  readonly accountName: string | null
  /** Whose it is, where it is one person's. */
  readonly memberId: string | null
  readonly memberName: string | null
  readonly how: (typeof changeHows)[number]
  /** The kinds of the entries behind it; none for a level. */
  readonly kinds: readonly { readonly kind: string; readonly says: string }[]
  /** The newest day of what is behind it. */
  readonly on: string | null
  readonly effect: string | MoneyJson
}
/** Those that are not named, in one line. */
export interface OtherPartsJson {
  readonly count: number
  readonly effect: string | MoneyJson
}
export const effectSchema = z.union([z.string(), moneySchema])
export const changePartSchema: z.ZodType<ChangePartJson, ChangePartJson> = z.object({
  type: z.string(),
  id: z.string(),
  name: z.string(),
  accountId: z.string().nullable(),
  accountName: z.string().nullable(),
  memberId: z.string().nullable(),
  memberName: z.string().nullable(),
  how: z.enum(changeHows),
  kinds: z.array(z.object({ kind: z.string(), says: z.string() })),
  on: z.string().nullable(),
  effect: effectSchema,
})
export const otherPartsSchema: z.ZodType<OtherPartsJson, OtherPartsJson> = z.object({
  count: z.int(),
  effect: effectSchema,
})
