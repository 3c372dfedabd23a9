import { lazy, Suspense } from 'react'
import type { AnyRecord } from '#web/api/records.ts'
import type { RecordPanelProps } from './recordPanelProps.ts'

const OpenRecordPanel = lazy(() => import('./OpenRecordPanel.tsx'))

/** Makes or changes a record beside its list. The form is loaded when it is asked for. */
export function RecordPanel<T extends AnyRecord>(props: RecordPanelProps<T>) {
  return (
    <Suspense fallback={null}>
      <OpenRecordPanel {...props} />
    </Suspense>
  )
}
