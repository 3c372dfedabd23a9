import type { Json } from '#platform/record/field.ts'

/** What a merge did, so that it can be taken back. */
export interface Merge {
  /** Fields of the one that stayed that took a value of the other, as they were. */
  readonly former: { readonly [field: string]: Json }
  /** Ids of the records that changed hands. */
  readonly moved: readonly string[]
  /** The parent of the one that stayed, where it stood below the other. */
  readonly rose: string | null
  readonly [more: string]: Json
}

export function mergeOf(kept: Json): Merge {
  const { former, moved, rose } = recordOf(kept)
  return {
    former: recordOf(former ?? null),
    moved: Array.isArray(moved) ? moved.filter((id): id is string => typeof id === 'string') : [],
    rose: typeof rose === 'string' ? rose : null,
  }
}
const recordOf = (value: Json): { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !isList(value) ? value : {}
const isList = (value: object): value is readonly Json[] => Array.isArray(value)

/** What of two records' fields may be chosen; where a customer stands in a group is settled by the merge. */
export const mergeable = [
  'name',
  'ownerId',
  'domain',
  'industry',
  'segment',
  'phone',
  'location',
  'foundedYear',
  'employees',
  'annualRevenue',
  'externalId',
  'note',
] as const
export type MergeableField = (typeof mergeable)[number]

/** The fields that the one lacks and the other has. */
export function missingIn(one: object, other: object): MergeableField[] {
  const has = (of: object, name: string) => {
    const value: unknown = Reflect.get(of, name)
    return value !== null && value !== undefined && value !== ''
  }
  return mergeable.filter((name) => !has(one, name) && has(other, name))
}
