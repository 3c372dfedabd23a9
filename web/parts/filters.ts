import type { AnyField, FieldKind } from '#platform/record/field.ts'
import { type AnyDeclaration, fieldsOf } from '#platform/record/record.ts'

/** As in the API, which `platform/record/resource.ts` declares; that file brings the schemas along, so not imported. */
export const operators = ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'empty'] as const
export type Operator = (typeof operators)[number]
export type Filter = { readonly [op in Operator]?: string }
export type Filters = { readonly [field: string]: Filter }

const ways: { readonly [K in FieldKind]?: 'text' | 'range' | 'choice' | 'relation' | 'flag' } = {
  text: 'text',
  integer: 'range',
  money: 'range',
  day: 'range',
  choice: 'choice',
  relation: 'relation',
  flag: 'flag',
}
export const wayOf = (field: AnyField) => ways[field.kind]

/** The fields that a list of this type can be filtered by. */
export function filterableFields(declaration: AnyDeclaration): readonly (readonly [string, AnyField])[] {
  return fieldsOf(declaration).filter(([, field]) => field.filterable && wayOf(field) !== undefined)
}

export function withFilter(filters: Filters | undefined, field: string, filter: Filter | null): Filters | undefined {
  const { [field]: _, ...rest } = filters ?? {}
  const next = filter === null || Object.keys(filter).length === 0 ? rest : { ...rest, [field]: filter }
  return Object.keys(next).length > 0 ? next : undefined
}
