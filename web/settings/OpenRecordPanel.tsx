import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type AnyRecord, fieldValue, type Values, type WritableSource } from '#web/api/records.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { Button } from '#web/parts/Button.tsx'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import { RecordForm } from '#web/parts/RecordForm.tsx'
import { SidePanel } from '#web/parts/SidePanel.tsx'
import { type RecordText, useRecordText } from '#web/parts/useRecordText.ts'
import type { RecordPanelProps } from './recordPanelProps.ts'

/** Makes or changes a record beside its list; deleting can be taken back. */
export default function OpenRecordPanel<T extends AnyRecord>({
  source,
  record,
  fields,
  start = {},
  slots,
  mayDelete,
  onClose,
}: RecordPanelProps<T>) {
  const t = useTranslations('web.settings.panel')
  const text = useRecordText(source.declaration)
  const settle = useSettle(source)
  const remove = useRemove(source)
  const before = record === null ? start : Object.fromEntries(fields.map((name) => [name, fieldValue(record, name)]))
  const save = async (values: Values) => {
    const changed = Object.fromEntries(
      Object.entries(values).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
    )
    const saved =
      record === null
        ? await source.routes.create(values)
        : await source.routes.update({ id: record.id, ...changed }, { context: { ifMatch: record.version } })
    onClose()
    await settle(saved)
    notify(t(record === null ? 'made' : 'changed', { name: nameOf(source, saved, text) }))
  }
  return (
    <SidePanel title={record === null ? t('new', { one: text.one }) : nameOf(source, record, text)} onClose={onClose}>
      <RecordForm
        source={source}
        fields={fields}
        values={before}
        slots={slots}
        submit={t(record === null ? 'make' : 'save')}
        onSubmit={save}
        onCancel={onClose}
      />
      {record !== null && mayDelete && (
        <div style={{ marginTop: 24, paddingTop: 12, borderTop: '1px solid var(--line)' }}>
          <Button
            danger
            icon="trash"
            onClick={() => {
              onClose()
              void remove(record)
            }}
          >
            {t('delete')}
          </Button>
        </div>
      )}
    </SidePanel>
  )
}

/** Deletes a record, with the way back in the notice. */
function useRemove<T extends AnyRecord>(source: WritableSource<T>): (record: T) => Promise<void> {
  const t = useTranslations('web.settings.panel')
  const words = useProblemWords()
  const queries = useQueryClient()
  const text = useRecordText(source.declaration)
  const { key, routes } = source
  const after = () => queries.invalidateQueries({ queryKey: [[key[0]]] })
  return async (record) => {
    try {
      await routes.delete({ id: record.id })
      const undo = () =>
        void routes.restore({ id: record.id }).then(after, (error: unknown) => notifyWrong(words(error)))
      notify(t('deleted', { name: nameOf(source, record, text) }), undo)
    } catch (error) {
      notifyWrong(words(error))
    }
    await after()
  }
}

/** What a record is called; one without a name by its kind. */
function nameOf({ declaration }: Pick<WritableSource, 'declaration'>, record: AnyRecord, text: RecordText): string {
  const name = fieldValue(record, declaration.title)
  return typeof name === 'string' ? name : text.one
}
