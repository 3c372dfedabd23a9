import type { ReactNode } from 'react'
import type { AnyRecord, Values, WritableSource } from '#web/api/records.ts'
import type { SlotProps } from '#web/parts/RecordForm.tsx'

export interface RecordPanelProps<T extends AnyRecord> {
  readonly source: WritableSource<T>
  /** What is changed; null makes a new one. */
  readonly record: T | null
  readonly fields: readonly (keyof T & string)[]
  /** What a new one begins with. */
  readonly start?: Values
  readonly slots?: Readonly<Record<string, (props: SlotProps) => ReactNode>>
  readonly mayDelete?: boolean
  readonly onClose: () => void
}
