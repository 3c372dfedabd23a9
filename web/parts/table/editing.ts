import type { Scope } from '#platform/record/record.ts'
import { type AnyRecord, fieldValue, type WritableSource } from '#web/api/records.ts'
import { useMe } from '#web/api/session.ts'
import type { Draft } from '../record/InlineEditor.tsx'

/** Which cells of a list the reader may change where they stand. */
export interface Editing<T extends AnyRecord> {
  readonly source: WritableSource<T>
  readonly may: (record: T, name: string) => boolean
}

/** Cells that are changed where they stand. */
export interface Edit<T extends AnyRecord> {
  readonly may: (record: T, name: string) => boolean
  readonly draft: Draft | null
  readonly begin: (record: T, name: string) => boolean
  readonly save: (draft: Draft) => Promise<void>
  readonly step: (record: T, name: string, back: boolean) => string | null
  readonly leave: () => void
}

/** Fields that one may write, of records that one may change; `fixed` are those that commands write as a record stands. */
export function useEditing<T extends AnyRecord>(
  source: WritableSource<T>,
  fixed: (record: T) => readonly string[] = () => [],
): Editing<T> | null {
  const { member, may } = useMe()
  const { type, fields, owner } = source.declaration
  const scope: Scope | undefined = may[`${type}.update`]
  if (scope === undefined) return null
  return {
    source,
    may: (record, name) =>
      name in fields &&
      record.deletedAt === null &&
      !fixed(record).includes(name) &&
      // whether it is within a team or a line the server says
      (scope !== 'own' || owner === null || fieldValue(record, owner) === member.id),
  }
}
