import type { AnyDeclaration } from '#platform/record/record.ts'
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
export interface RecordRoutes<T extends AnyRecord = AnyRecord> {
  list(input: ListInput, options?: CallOptions): Promise<Page<T>>
  get(input: IdInput, options?: CallOptions): Promise<T>
}
export interface WritableRoutes<T extends AnyRecord = AnyRecord> extends RecordRoutes<T> {
  create(input: Values, options?: CallOptions): Promise<T>
  update(input: IdInput & Values, options?: CallOptions): Promise<T>
  delete(input: IdInput, options?: CallOptions): Promise<T>
  restore(input: IdInput, options?: CallOptions): Promise<T>
  bulk(input: BulkValues, options?: CallOptions): Promise<BulkResult>
}

/** Where records of a type come from and where one is read: its declaration, its routes, its page. */
export interface Source<T extends AnyRecord = AnyRecord> {
  readonly declaration: AnyDeclaration
  readonly routes: RecordRoutes<T>
  /** Practice and name in the contract, the beginning of every query key. */
  readonly key: readonly [string, string]
  readonly pageOf: ((id: string) => string) | null
}
export interface WritableSource<T extends AnyRecord = AnyRecord> extends Source<T> {
  readonly routes: WritableRoutes<T>
}
type PageOf = ((id: string) => string) | null

export function source<T extends AnyRecord>(
  declaration: AnyDeclaration,
  routes: RecordRoutes<T>,
  pageOf: PageOf = null,
): Source<T> {
  return { declaration, routes, key: keyOf(declaration), pageOf }
}
export function writableSource<T extends AnyRecord>(
  declaration: AnyDeclaration,
  routes: WritableRoutes<T>,
  pageOf: PageOf = null,
): WritableSource<T> {
  return { declaration, routes, key: keyOf(declaration), pageOf }
}

/** `loss-reasons` is `lossReasons` in the contract. */
function keyOf({ practice, path }: AnyDeclaration): readonly [string, string] {
  return [practice, path.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())]
}

export function fieldValue(record: object, field: string): unknown {
  const value: unknown = Reflect.get(record, field)
  return value ?? null
}
export function titleOf(declaration: AnyDeclaration, record: AnyRecord): string {
  const title = fieldValue(record, declaration.title)
  return typeof title === 'string' ? title : record.id
}
