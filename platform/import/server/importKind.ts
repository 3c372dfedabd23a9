import type { Entry } from '#ledger/rules/entry.ts'
import type { Fault } from '#ledger/rules/fault.ts'
import type { Write } from '#ledger/server/write.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Org } from '#platform/org/settings.ts'
import type { AnyDeclaration } from '#platform/record/record.ts'
import type { CsvSource } from '../readCsv.ts'
import type { TargetField } from '../rules/headers.ts'
import type { ImportRow, Value } from '../rules/importRow.ts'
import type { Outcome } from '../rules/outcome.ts'
import type { ImportMode } from '../rules/settings.ts'
import type { ImportKind as KindName } from '../rules/synonyms.ts'
import type { Warning } from '../rules/tally.ts'
import type { Written } from './changes.ts'
import type { RecordIndex } from './recordIndex.ts'

/** What can be imported, and how: declared where its records live, registered in main.ts. */
export interface ImportKind {
  readonly kind: KindName
  /** Its `may.import` says who. */
  readonly declaration: AnyDeclaration
  readonly fields: readonly TargetField[]
  /** The rows of a file that is laid out otherwise, as they would be in one that is not. */
  readonly laidOut?: (source: CsvSource) => CsvSource
  /** Field of the import → field of the record, where they are called otherwise. */
  readonly into: { readonly [field: string]: string }
  /** What may stand for a required field: a status for a stage. */
  readonly instead: { readonly [field: string]: readonly string[] }
  /** Fields made of others where no column gives them: a name of first and last name. */
  readonly derived: { readonly [field: string]: Derived }
  /** Fields of which several words mean the same: "usd" is USD, 电话 is a call. */
  readonly canonical?: { readonly [field: string]: (text: string, org: Org) => string }
  /** By what rows find their records, the best first; one is offered when all its fields are there. */
  readonly keys: readonly (readonly string[])[]
  relations(mapped: ReadonlySet<string>): readonly Relation[]
  /** No row needs what rows above it made, so two chunks of them may be on their way at once. */
  readonly apart?: true
  /** The types that it writes, those that others hang on first. */
  readonly writes: readonly Written[]
  begin(run: ImportRun): Planner
  /** After the last row of a batch that changed something, and after an undo. */
  finish?(write: Write, batch: Finished): Promise<void>
  /** The record with which another one is taken back: a deal's event with its deal. */
  unitOf?(type: string, record: { readonly [field: string]: unknown }): string | null
}

export interface Finished {
  readonly batchId: string
  readonly mapped: ReadonlySet<string>
  readonly undone: boolean
}

export interface Derived {
  readonly from: readonly string[]
  value(values: { readonly [field: string]: Value | undefined }, texts: { readonly [field: string]: string }): Value
}

/** A field whose values name records. */
export interface Relation {
  readonly field: string
  readonly declaration: AnyDeclaration
  /** Unique fields beside the name by which a record may be named. */
  readonly by: readonly string[]
  /** The rows of the file itself may be meant: a subsidiary's parent. */
  readonly inFile: boolean
  /** Whether a value without a record may become one: when asked, on accepting suggestions, or at once. */
  readonly creation: 'never' | 'offered' | 'suggested' | 'always'
  /** Saves new records of these names; answers their ids in the same order. */
  readonly create?: (write: Write, names: readonly string[]) => Promise<readonly string[]>
  /** A value that is not a name here: "Won" in a column of stages. */
  readonly passes?: (value: string) => boolean
  /** Narrows down which records may be meant. */
  readonly among?: (db: Db, actor: Actor) => Promise<RecordIndex>
}

/** One reading of a file: what holds for all its rows. */
export interface ImportRun {
  readonly actor: Actor
  readonly org: Org
  readonly today: Temporal.PlainDate
  readonly mode: ImportMode
  readonly key: readonly string[]
  readonly mapped: ReadonlySet<string>
  /** By record type: those that the relations point to, and the kind's own. */
  readonly indexes: ReadonlyMap<string, RecordIndex>
  /** A dry run: rows are not locked, and nothing is saved. */
  readonly dry: boolean
}

/** Says what becomes of a chunk of rows. Asks once a chunk, not once a row. */
export type Planner = (db: Db, rows: readonly ImportRow[]) => Promise<ChunkPlan>

export interface ChunkPlan {
  readonly rows: readonly RowPlan[]
  save(write: Write): Promise<void>
  entries(): { readonly gone: readonly Entry[]; readonly come: readonly Entry[] }
}

export interface RowPlan {
  readonly line: number
  readonly outcome: Outcome
  /** The record that the row is about; null where it is refused. */
  readonly id: string | null
  readonly name: string | null
  readonly changed: readonly string[]
  readonly faults: readonly Fault[]
  readonly warnings: readonly Warning[]
}

export function refused(line: number, faults: readonly Fault[]): RowPlan {
  return { line, outcome: 'refused', id: null, name: null, changed: [], faults, warnings: [] }
}
