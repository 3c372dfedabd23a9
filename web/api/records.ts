import type { AnyDeclaration, Declaration } from '#platform/record/record.ts'
import type { BulkResult, IdInput, ListInput, Page } from '#platform/record/resource.ts'
import type { CallContext } from './client.ts'

/** A record as it travels, of whatever type: parts that serve all types read its fields by name. */
export interface AnyRecord {
  readonly id: string
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly deletedAt: string | null
  readonly [field: string]: unknown
}
export type Names = { readonly [id: string]: string }
export type Values = { readonly [field: string]: unknown }

interface CallOptions {
  readonly context?: CallContext
  readonly signal?: AbortSignal
}
interface BulkValues {
  readonly ids: readonly string[]
  readonly change?: Values
  readonly delete?: boolean
  readonly restore?: boolean
}

/**
 * The routes that a declaration gives, as the parts for all record types call them. Methods, not properties: a form hands
 * over values by name, and it is the server that says whether they are right.
 */
export interface RecordRoutes {
  list(input: ListInput, options?: CallOptions): Promise<Page<AnyRecord>>
  get(input: IdInput, options?: CallOptions): Promise<AnyRecord>
}
export interface WritableRoutes extends RecordRoutes {
  create(input: Values, options?: CallOptions): Promise<AnyRecord>
  update(input: IdInput & Values, options?: CallOptions): Promise<AnyRecord>
  delete(input: IdInput, options?: CallOptions): Promise<AnyRecord>
  restore(input: IdInput, options?: CallOptions): Promise<AnyRecord>
  bulk(input: BulkValues, options?: CallOptions): Promise<BulkResult>
}

/** Where records of a type come from and where one is read: its declaration, its routes, its page. */
export interface Source<D extends Declaration = AnyDeclaration, R extends RecordRoutes = RecordRoutes> {
  readonly declaration: D
  readonly routes: R
  /** Practice and name in the contract, the beginning of every query key. */
  readonly key: readonly [string, string]
  readonly pageOf: ((id: string) => string) | null
}
export type WritableSource<D extends Declaration = AnyDeclaration> = Source<D, WritableRoutes>

export function source<D extends Declaration, R extends RecordRoutes>(
  declaration: D,
  routes: R,
  pageOf: ((id: string) => string) | null = null,
): Source<D, R> {
  const name = declaration.path.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return { declaration, routes, key: [declaration.practice, name], pageOf }
}

export function valueOf(record: object, field: string): unknown {
  const value: unknown = Reflect.get(record, field)
  return value ?? null
}
export function titleOf(declaration: AnyDeclaration, record: AnyRecord): string {
  const title = valueOf(record, declaration.title)
  return typeof title === 'string' ? title : record.id
}
