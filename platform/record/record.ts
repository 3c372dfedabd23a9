import type { AnyField, Fields } from './field.ts'

export const roles = [
  'owner',
  'admin',
  'ops',
  'payroll',
  'hr',
  'manager',
  'rep',
  'trainer',
  'recruiter',
  'guest',
] as const
export type Role = (typeof roles)[number]

/** Which rows: one's own, those of one's team, of everybody below one, or all of the organisation. */
export type Scope = 'own' | 'team' | 'line' | 'all'
/** Owner and admin may do everything; the others what is written here. */
export type Allowed = { readonly [role in Role]?: Scope }
export type Permissions = { readonly [action: string]: Allowed }

export type Flat<T> = { [K in keyof T]: T[K] } & {}
type Values<F extends Fields> = { [K in keyof F]: F[K]['is'] }
type Wires<F extends Fields> = { [K in keyof F]: F[K]['wire'] }

/** What every stored record has besides its fields. */
export interface Stored {
  readonly id: string
  readonly version: number
  readonly createdAt: Temporal.Instant
  readonly createdBy: string | null
  readonly updatedAt: Temporal.Instant
  readonly deletedAt: Temporal.Instant | null
}
export interface StoredWire {
  readonly id: string
  readonly version: number
  readonly createdAt: string
  readonly createdBy: string | null
  readonly updatedAt: string
  readonly deletedAt: string | null
}

export interface Declaration<F extends Fields = Fields, K extends Fields = Fields> {
  /** Singular, snake case in the database: `dealEvent` is table `deal_event`. */
  readonly type: string
  /** Plural noun in kebab case, in the address. */
  readonly path: string
  readonly practice: string
  /** The field that holds the member whose record this is; without one, scopes below `all` see every record. */
  readonly owner: string | null
  /** The order of a list when none is asked for: a required field, `-` for descending. */
  readonly sort: string
  /** The field that names a record to a person. */
  readonly title: string
  readonly fields: F
  /** Written by commands only. */
  readonly kept: K
  readonly may: Permissions
}
export type AnyDeclaration = Declaration

export type RecordOf<D extends Declaration> = Flat<Stored & Values<D['fields']> & Values<D['kept']>>
export type WireOf<D extends Declaration> = Flat<StoredWire & Wires<D['fields']> & Wires<D['kept']>>

type OptionalKeys<F extends Fields> = { [K in keyof F]: null extends F[K]['wire'] ? K : never }[keyof F]
type RequiredKeys<F extends Fields> = Exclude<keyof F, OptionalKeys<F>>
/** What a new record must and may bring, as it travels. */
export type NewOf<D extends Declaration> = Flat<
  { [K in RequiredKeys<D['fields']>]: D['fields'][K]['wire'] } & {
    [K in OptionalKeys<D['fields']>]?: D['fields'][K]['wire']
  }
>
export type ChangeOf<D extends Declaration> = { [K in keyof D['fields']]?: D['fields'][K]['wire'] }

interface Given<F extends Fields, K extends Fields> {
  type: string
  path: string
  practice: string
  owner?: (keyof F | keyof K) & string
  sort?: string
  title?: keyof F & string
  fields: F
  kept?: K
  may: Permissions
}

/** Declares a record type: facts only. Everything that is the same for all record types is made from them. */
export function record<const F extends Fields, const K extends Fields = Record<never, AnyField>>(
  given: Given<F, K>,
): Declaration<F, K> {
  const kept = given.kept ?? ({} as K)
  return {
    type: given.type,
    path: given.path,
    practice: given.practice,
    owner: given.owner ?? null,
    sort: given.sort ?? '-createdAt',
    title: given.title ?? 'name',
    fields: given.fields,
    kept,
    may: given.may,
  }
}

/** All fields of a declaration by name, those that commands write included. */
export function fieldsOf(declaration: AnyDeclaration): readonly (readonly [string, AnyField])[] {
  const known = listed.get(declaration)
  if (known) return known
  const made = [...Object.entries(declaration.fields), ...Object.entries(declaration.kept)]
  listed.set(declaration, made)
  return made
}
const listed = new WeakMap<AnyDeclaration, readonly (readonly [string, AnyField])[]>()

export function fieldOf(declaration: AnyDeclaration, name: string): AnyField | undefined {
  return declaration.fields[name] ?? declaration.kept[name]
}
/** Records have an order by these beside their fields. */
const always = ['createdAt', 'updatedAt']
const measured: ReadonlySet<string> = new Set(['day', 'instant', 'money', 'integer'])

/**
 * By what a list can be sorted: by when and how much, where that may be absent last; and by texts that are always there.
 * Ids and choices have no order that says anything: a list is filtered by them.
 */
export function isSortable(declaration: AnyDeclaration, name: string): boolean {
  const field = fieldOf(declaration, name)
  if (!field) return always.includes(name)
  if (field.filterable !== true) return false
  return measured.has(field.kind) || (field.kind === 'text' && field.required === true)
}
export function sortableOf(declaration: AnyDeclaration): string[] {
  return [...fieldsOf(declaration).map(([name]) => name), ...always].filter((name) => isSortable(declaration, name))
}

/** What a file of a list can hold, in its usual order; JSON has no place in a cell. */
export function exportable(declaration: AnyDeclaration): string[] {
  const own = fieldsOf(declaration).filter(([, field]) => field.kind !== 'json')
  return ['id', ...own.map(([name]) => name), ...always]
}

export const hasMoney = (declaration: AnyDeclaration) =>
  fieldsOf(declaration).some(([, field]) => field.kind === 'money')

const snakes = new Map<string, string>()
/** `closesOn` → `closes_on`: the column of a field, the table of a type. */
export function snake(name: string): string {
  const known = snakes.get(name)
  if (known !== undefined) return known
  const made = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  snakes.set(name, made)
  return made
}
