import { lazy, Suspense } from 'react'
import type { AnyRecord } from '#web/api/records.ts'
import type { Editing } from './editing.ts'
import { type GridProps, RecordGrid } from './RecordGrid.tsx'
import { useCells } from './useCells.ts'

const ConflictDialog = lazy(() => import('../record/ConflictDialog.tsx'))

interface Props<T extends AnyRecord> extends GridProps<T> {
  readonly editing: Editing<T>
}

/** Rows whose cells are changed where they stand; where somebody else was faster, both versions are shown. */
export function EditableGrid<T extends AnyRecord>({ editing, ...grid }: Props<T>) {
  const cells = useCells(editing, grid.columns, grid.list.names)
  return (
    <>
      <RecordGrid {...grid} edit={{ ...cells, may: editing.may }} />
      {cells.stale && (
        <Suspense fallback={null}>
          <ConflictDialog
            source={editing.source}
            stale={cells.stale}
            names={{ ...grid.list.names, ...cells.names }}
            onMine={() => cells.settle(true)}
            onTheirs={() => cells.settle(false)}
          />
        </Suspense>
      )}
    </>
  )
}
