import type { Concern } from '#ledger/rules/concern.ts'
import type { Entry } from '#ledger/rules/entry.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Declaration, RecordOf } from '#platform/record/record.ts'

export interface Change<R> {
  readonly before: R | null
  readonly after: R
}

/** A state that holds from a day on; null is "not there". Later knowledge that begins earlier takes its place. */
export interface Phase<R> {
  readonly validOn: Temporal.PlainDate
  readonly state: R | null
}

/** Entries that should stand for a subject. */
export interface Wanted {
  readonly subjectType: string
  readonly subjectId: string
  readonly entries: readonly Entry[]
}

/** Entries that hang on several records at once, such as the first win of an account. */
export interface Dependent<R> {
  readonly subjectType: string
  /** The subjects that a change may touch. */
  of(change: Change<R>): readonly (string | null)[]
  /** What should stand for each of the subjects; a writer holds a lock on them, in order. */
  wanted(db: Db, orgId: string, subjects: readonly string[]): Promise<readonly Wanted[]>
}

/** Whom a change concerns beside the one who makes it. */
export interface Concerning<R> {
  /** All kinds that `of` may give: what a person can choose not to hear of. */
  readonly kinds: readonly string[]
  of(change: Change<R>): readonly Concern[]
}

/** The only tie between a declaration's facts and its behaviour: pure functions over the record. */
export interface RecordType<D extends Declaration> {
  readonly declaration: D
  /** What should stand in the ledger for the record as it is; nothing is asked for a deleted one. */
  readonly entriesOf?: (record: RecordOf<D>) => readonly Entry[]
  /** The states that a change brings, for figures that are levels (the open pipeline of a past day). */
  readonly phasesOf?: (change: Change<RecordOf<D>>, today: Temporal.PlainDate) => readonly Phase<RecordOf<D>>[]
  readonly dependent?: Dependent<RecordOf<D>>
  readonly concerns?: Concerning<RecordOf<D>>
}
export type AnyRecordType = RecordType<Declaration>
/** Registers and the door hold record types of any shape: here their static types are laid down. */
export function anyType<D extends Declaration>(type: RecordType<D>): AnyRecordType {
  return type as unknown as AnyRecordType
}
