import type { Whose } from '../contract.ts'

/** A target as it is typed. */
export interface Wished {
  readonly of: Whose
  readonly memberId: string | null
  readonly teamId: string | null
  readonly metric: string
  readonly period: string
  readonly amount: string
  readonly stretch: string
  readonly challenge: string
  /** Handed down in equal parts to those below who are not left out. */
  readonly split: boolean
  readonly leftOut: readonly string[]
}
