import type { RecordType } from '#ledger/server/recordType.ts'
import { draft, save } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import type { Declaration, RecordOf } from '../record.ts'
import type { Values } from './changes.ts'

/** How records of a type come to be and change, where that is more than writing their fields. */
export interface Ways<D extends Declaration> {
  readonly create?: (write: Write, values: Values) => Promise<RecordOf<D>>
  readonly change?: (write: Write, before: RecordOf<D>, values: Values) => Promise<RecordOf<D>>
  readonly remove?: (write: Write, before: RecordOf<D>) => Promise<RecordOf<D>>
  readonly restore?: (write: Write, before: RecordOf<D>) => Promise<RecordOf<D>>
}
export type AllWays<D extends Declaration> = Required<Ways<D>>

/** The four ways in full: the usual ones write the fields through `save`. */
export function waysOf<D extends Declaration>(type: RecordType<D>, own: Ways<D> = {}): AllWays<D> {
  const { declaration } = type
  return {
    create: (write, values) => save(write, type, null, draft(declaration, values)),
    change: (write, before, values) => save(write, type, before, { ...before, ...values }),
    remove: (write, before) => save(write, type, before, { ...before, deletedAt: write.now }),
    restore: (write, before) => save(write, type, before, { ...before, deletedAt: null }),
    ...own,
  }
}
