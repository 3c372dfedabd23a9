import { z } from 'zod'
import { dayText, id } from '#platform/record/schemas.ts'
import { type AmountJson, amountOrNone, amountSchema } from './amount.ts'

/** A target as far as it has been thought of; everything may still be missing. */
export interface DraftTarget {
  readonly metric?: string | null
  readonly memberId?: string | null
  readonly teamId?: string | null
  readonly period?: string | null
  readonly amount?: string | null
  /** Why it belongs to no target above it. */
  readonly notAlignedFor?: string | null
}

export const smartLetters = ['S', 'M', 'A', 'R', 'T', 'also'] as const
export type SmartLetter = (typeof smartLetters)[number]

/** What is missing or worth a second look, in words in the asker's language. */
export interface FindingJson {
  /** `measurable.source_silent`, `attainable.above_95th` … */
  readonly code: string
  readonly params: { readonly [name: string]: string }
  readonly says: string
}
export interface SmartLetterJson {
  readonly letter: SmartLetter
  readonly ok: boolean
  readonly findings: readonly FindingJson[]
}
/** Advice and no more: whatever it says, the target can be set. */
export interface CheckJson {
  readonly letters: readonly SmartLetterJson[]
}

export const draftTarget = (): z.ZodType<DraftTarget, DraftTarget> =>
  z.strictObject({
    metric: z.string().max(60).nullish(),
    memberId: id.nullish(),
    teamId: id.nullish(),
    period: z.string().max(24).nullish(),
    amount: z.string().max(80).nullish(),
    notAlignedFor: z.string().max(1000).nullish(),
  })
export const checkOutput = (): z.ZodType<CheckJson, CheckJson> =>
  z.object({
    letters: z.array(
      z.object({
        letter: z.enum(smartLetters),
        ok: z.boolean(),
        findings: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.string()), says: z.string() })),
      }),
    ),
  })

export interface SuggestionsInput {
  readonly memberId?: string
  readonly teamId?: string
  /** The period to set a target for; the next quarter where none is named. */
  readonly period?: string
  /** Of which figure the last result is carried on; booked revenue where none is named. */
  readonly metric?: string
}
export const suggestionKeys = ['asBefore', 'fifthMore', 'thirtyNew'] as const
export type SuggestionKey = (typeof suggestionKeys)[number]
/** A target to begin with, its amount filled in. */
export interface SuggestionJson {
  readonly key: SuggestionKey
  readonly says: string
  readonly metric: string
  readonly metricName: string
  readonly memberId: string | null
  readonly teamId: string | null
  readonly period: string
  readonly from: string
  readonly to: string
  readonly amount: AmountJson
  /** What the amount was worked out from; null where from nothing. */
  readonly basedOn: { readonly period: string; readonly value: AmountJson | null } | null
}
export interface SuggestionsJson {
  readonly items: readonly SuggestionJson[]
}
export const suggestionsInput = (): z.ZodType<SuggestionsInput, SuggestionsInput> =>
  z.strictObject({
    memberId: id.optional(),
    teamId: id.optional(),
    period: z.string().max(24).optional(),
    metric: z.string().max(60).optional(),
  })
export const suggestionsOutput = (): z.ZodType<SuggestionsJson, SuggestionsJson> =>
  z.object({
    items: z.array(
      z.object({
        key: z.enum(suggestionKeys),
        says: z.string(),
        metric: z.string(),
        metricName: z.string(),
        memberId: id.nullable(),
        teamId: id.nullable(),
        period: z.string(),
        from: dayText,
        to: dayText,
        amount: amountSchema,
        basedOn: z.object({ period: z.string(), value: amountOrNone }).nullable(),
      }),
    ),
  })
