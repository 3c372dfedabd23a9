import { ContractProcedure, type HTTPMethod, type HTTPPath, type Schema } from '@orpc/contract'
import { z } from 'zod'
import type { Allowed, AnyDeclaration, ChangeOf, Declaration, NewOf, WireOf } from './record.ts'
import { id, schemasOf } from './schemas.ts'

/** What a route says about itself beside its schemas. */
export interface RouteMeta {
  readonly [key: string]: unknown
  /** Who may call it; for a route of a record type the rows follow the scope. */
  readonly may: Allowed | 'everyone' | 'public'
  /** A change: one transaction, takes an idempotency key. */
  readonly writes: boolean
  readonly type?: string
  readonly action?: string
  /** Of a route of a record type: the field that says whose a record is; null where it is everybody's. */
  readonly owner?: string | null
  /** The scope that an API key needs: `deals:read`, `deals:write`. */
  readonly scope: string
  /** What it answers with, where that is not JSON. */
  readonly answers?: 'csv'
}
export type Procedure<I, O> = ContractProcedure<Schema<I, I>, Schema<O, O>, Record<never, never>, RouteMeta>
export type AnyProcedure = ContractProcedure<
  Schema<never, unknown>,
  Schema<never, unknown>,
  Record<never, never>,
  RouteMeta
>

interface RouteGiven<I, O> {
  method: HTTPMethod
  path: HTTPPath
  summary: string
  tag: string
  status?: number
  meta: RouteMeta
  input: () => z.ZodType<I, I>
  output: () => z.ZodType<O, O>
}

/** One route. Schemas are made when first asked for. */
export function route<I, O>(given: RouteGiven<I, O>): Procedure<I, O> {
  return new ContractProcedure({
    route: {
      method: given.method,
      path: given.path,
      summary: given.summary,
      tags: [given.tag],
      ...(given.status ? { successStatus: given.status } : {}),
    },
    errorMap: {},
    meta: given.meta,
    get inputSchema() {
      return given.input()
    },
    get outputSchema() {
      return given.output()
    },
  })
}

export const operators = ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'contains', 'empty'] as const
export type Operator = (typeof operators)[number]
export type Filters = { readonly [field: string]: { readonly [op in Operator]?: string | readonly string[] } }

const ops = z.partialRecord(z.enum(operators), z.union([z.string(), z.array(z.string()).max(200)]))
/** `filter[name][op]=value`, as in every list. */
export const listFilter: z.ZodType<Filters, Filters> = z.record(z.string(), ops)
export interface ListInput {
  readonly filter?: Filters
  readonly search?: string
  readonly sort?: string
  readonly limit?: string | number
  readonly cursor?: string
  readonly count?: string | boolean
  readonly deleted?: string | boolean
  readonly include?: 'names'
}
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
  readonly count?: number
  /** With `include=names`: what the ids in the records are called. */
  readonly names?: { readonly [id: string]: string }
}
const flagText = z.union([z.boolean(), z.enum(['true', 'false'])])
export const listInput: z.ZodType<ListInput, ListInput> = z.strictObject({
  filter: z.record(z.string(), ops).optional(),
  search: z.string().max(200).optional(),
  sort: z.string().max(64).optional(),
  limit: z.union([z.int(), z.string().regex(/^\d{1,3}$/)]).optional(),
  cursor: z.string().max(500).optional(),
  count: flagText.optional(),
  deleted: flagText.optional(),
  include: z.literal('names').optional(),
})
export function pageOf<T>(item: z.ZodType<T, T>): z.ZodType<Page<T>, Page<T>> {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    count: z.int().optional(),
    names: z.record(z.string(), z.string()).optional(),
  })
}

/** The records of a list as a file; `fields` are names with commas between, all that a file can hold where not given. */
export interface ExportInput extends Pick<ListInput, 'filter' | 'search' | 'sort' | 'deleted'> {
  readonly fields?: string
  /** CSV where not said. */
  readonly format?: 'csv' | 'xlsx'
  /** A link can't say `Accept-Language`. */
  readonly language?: 'en' | 'zh-CN'
}
const exportInput: z.ZodType<ExportInput, ExportInput> = z.strictObject({
  filter: z.record(z.string(), ops).optional(),
  search: z.string().max(200).optional(),
  sort: z.string().max(64).optional(),
  deleted: flagText.optional(),
  fields: z.string().max(2000).optional(),
  format: z.enum(['csv', 'xlsx']).optional(),
  language: z.enum(['en', 'zh-CN']).optional(),
})

export interface BulkInput<Change> {
  readonly ids: readonly string[]
  readonly change?: Change
  readonly delete?: boolean
  readonly restore?: boolean
}
export interface BulkResult {
  readonly done: number
  readonly refused: readonly { readonly id: string; readonly code: string; readonly message: string }[]
}

const idInput = z.strictObject({ id })
export interface IdInput {
  readonly id: string
}

function meta(declaration: AnyDeclaration, action: string, writes: boolean): RouteMeta {
  const allowed = declaration.may[action] ?? {}
  return {
    may: allowed,
    writes,
    type: declaration.type,
    action,
    owner: declaration.owner,
    scope: `${declaration.path}:${writes ? 'write' : 'read'}`,
  }
}

// Long: eight routes, a few lines each, that nobody would look for in two places.
/** The routes that a declaration gives: list, export, get, create, update, delete, restore, bulk. */
export function resource<D extends Declaration>(declaration: D) {
  const base: HTTPPath = `/${declaration.path}`
  const tag = declaration.path
  const one = declaration.type
  const schemas = () => schemasOf(declaration)
  return {
    list: route<ListInput, Page<WireOf<D>>>({
      method: 'GET',
      path: base,
      tag,
      summary: `List ${declaration.path}`,
      meta: meta(declaration, 'read', false),
      input: () => listInput,
      output: () => pageOf(schemas().record),
    }),
    export: route<ExportInput, string>({
      method: 'GET',
      path: `${base}/export`,
      tag,
      summary: `Export ${declaration.path} as a CSV file: what the list shows, all of it`,
      meta: { ...meta(declaration, 'export', false), answers: 'csv' },
      input: () => exportInput,
      output: () => z.string(),
    }),
    get: route<IdInput, WireOf<D>>({
      method: 'GET',
      path: `${base}/{id}`,
      tag,
      summary: `Get one ${one}`,
      meta: meta(declaration, 'read', false),
      input: () => idInput,
      output: () => schemas().record,
    }),
    create: route<NewOf<D>, WireOf<D>>({
      method: 'POST',
      path: base,
      tag,
      summary: `Create a ${one}`,
      status: 201,
      meta: meta(declaration, 'create', true),
      input: () => schemas().create,
      output: () => schemas().record,
    }),
    update: route<IdInput & ChangeOf<D>, WireOf<D>>({
      method: 'PATCH',
      path: `${base}/{id}`,
      tag,
      summary: `Change a ${one}`,
      meta: meta(declaration, 'update', true),
      input: () => changeWithId(declaration) as never,
      output: () => schemas().record,
    }),
    delete: route<IdInput, WireOf<D>>({
      method: 'DELETE',
      path: `${base}/{id}`,
      tag,
      summary: `Delete a ${one}; it can be restored`,
      meta: meta(declaration, 'delete', true),
      input: () => idInput,
      output: () => schemas().record,
    }),
    restore: route<IdInput, WireOf<D>>({
      method: 'POST',
      path: `${base}/{id}/restore`,
      tag,
      summary: `Restore a deleted ${one}`,
      meta: meta(declaration, 'delete', true),
      input: () => idInput,
      output: () => schemas().record,
    }),
    bulk: route<BulkInput<ChangeOf<D>>, BulkResult>({
      method: 'POST',
      path: `${base}/bulk`,
      tag,
      summary: `Change, delete or restore up to 1,000 ${declaration.path}`,
      meta: meta(declaration, 'update', true),
      input: () =>
        z.strictObject({
          ids: z.array(id).min(1).max(1000),
          change: schemas().change.optional(),
          delete: z.boolean().optional(),
          restore: z.boolean().optional(),
        }) as never,
      output: () => bulkResult,
    }),
  }
}
const bulkResult: z.ZodType<BulkResult, BulkResult> = z.object({
  done: z.int(),
  refused: z.array(z.object({ id: z.string(), code: z.string(), message: z.string() })),
})

function changeWithId(declaration: AnyDeclaration) {
  const own = Object.keys(declaration.fields)
  const shape = schemasOf(declaration).change as unknown as z.ZodObject
  return z.strictObject({ id, ...Object.fromEntries(own.map((name) => [name, shape.shape[name]])) })
}

/** A command on one record: `POST /deals/{id}/win`. Its permission is the declaration's `may.win`. */
export function action<D extends Declaration, I, O = WireOf<D>>(
  declaration: D,
  name: string,
  input: () => z.ZodType<I, I>,
  output?: () => z.ZodType<O, O>,
): Procedure<I & IdInput, O> {
  return route<I & IdInput, O>({
    method: 'POST',
    path: `/${declaration.path}/{id}/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    tag: declaration.path,
    summary: `${name[0]?.toUpperCase()}${name.slice(1)} ${/^[aeiou]/.test(declaration.type) ? 'an' : 'a'} ${declaration.type}`,
    meta: meta(declaration, name, true),
    input: () => input() as never,
    output: output ?? (() => schemasOf(declaration).record as never),
  })
}
