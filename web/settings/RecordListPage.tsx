import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { AnyRecord, Values, WritableSource } from '#web/api/records.ts'
import { useMay } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { EmptyState } from '#web/parts/EmptyState.tsx'
import { useListView } from '#web/parts/listView.ts'
import type { SlotProps } from '#web/parts/RecordForm.tsx'
import { BulkActions } from '#web/parts/table/BulkActions.tsx'
import { chosenColumns } from '#web/parts/table/chosenColumns.ts'
import { ListBar } from '#web/parts/table/ListBar.tsx'
import { RecordTable } from '#web/parts/table/RecordTable.tsx'
import type { Cells } from '#web/parts/table/TableRow.tsx'
import { RecordPanel } from './RecordPanel.tsx'
import { SettingsPage } from './SettingsPage.tsx'

interface Props<T extends AnyRecord> {
  readonly source: WritableSource<T>
  /** Where its texts are: title, lead, new, emptyTitle, empty. */
  readonly texts: string
  readonly columns: readonly (keyof T & string)[]
  readonly fields: readonly (keyof T & string)[]
  readonly bulkFields?: readonly (keyof T & string)[]
  readonly start?: Values
  readonly slots?: Readonly<Record<string, (props: SlotProps) => ReactNode>>
  readonly cells?: Cells<T>
  readonly actions?: ReactNode
}

/** A list of what is set, with a panel that makes and changes one. */
export function RecordListPage<T extends AnyRecord>(props: Props<T>) {
  const { source, texts, fields, bulkFields = [], start, slots, cells = {}, actions } = props
  const t = useTranslations(texts)
  const may = useMay()
  const [view, onView] = useListView()
  const [open, setOpen] = useState<T | 'new' | null>(null)
  const { type } = source.declaration
  const mayChange = may(`${type}.update`)
  const columns = chosenColumns(source.declaration, view, props.columns)
  const adding = may(`${type}.create`) && (
    <Button first icon="plus" onClick={() => setOpen('new')}>
      {t('new')}
    </Button>
  )
  return (
    <SettingsPage
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          {actions}
          {adding}
        </>
      }
      filled
    >
      <ListBar declaration={source.declaration} view={view} onView={onView} columns={columns} />
      <RecordTable
        source={source}
        columns={columns}
        view={view}
        onView={onView}
        cells={cells}
        onOpen={mayChange ? setOpen : undefined}
        bulk={
          mayChange
            ? (records, clear) => (
                <BulkActions
                  source={source}
                  records={records}
                  fields={bulkFields}
                  mayUpdate={bulkFields.length > 0}
                  mayDelete={may(`${type}.delete`)}
                  onDone={clear}
                />
              )
            : undefined
        }
        empty={
          <EmptyState
            title={t('emptyTitle')}
            action={
              <>
                {adding}
                {actions}
              </>
            }
          >
            {t('empty')}
          </EmptyState>
        }
      />
      {open !== null && (
        <RecordPanel
          source={source}
          record={open === 'new' ? null : open}
          fields={fields}
          start={start}
          slots={slots}
          mayDelete={may(`${type}.delete`)}
          onClose={() => setOpen(null)}
        />
      )}
    </SettingsPage>
  )
}
