import type { Concern } from '#ledger/rules/concern.ts'
import type { AnyDeclaration } from '#platform/record/record.ts'
import type { AnyRecordType } from './recordType.ts'

export interface AuditRow {
  readonly type: string
  readonly recordId: string
  readonly action: string
  readonly concerns: string | null
  readonly before: unknown
  readonly after: unknown
  /** Why, where that was said. */
  readonly reason: string | null
}

/** A change of a record of any type, its form already written. */
export interface PendingChange {
  readonly type: AnyRecordType
  readonly declaration: AnyDeclaration
  readonly before: PlainRecord | null
  readonly after: PlainRecord
  /** `after` as it travels: made once for row, audit and version. */
  readonly wire: object
}
export type PlainRecord = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number }

export interface Topic {
  readonly topic: string
  readonly id: string | null
  readonly version: number | null
  readonly ownerId: string | null
}

export interface Pending {
  changes: PendingChange[]
  audits: AuditRow[]
  topics: Topic[]
  concerns: Concern[]
}
