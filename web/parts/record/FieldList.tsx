import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type AnyRecord, fieldValue, type WritableSource } from '#web/api/records.ts'
import type { Found } from '#web/api/useRecord.ts'
import { useShortcuts } from '#web/frame/useShortcuts.ts'
import { FieldValue } from '../field/FieldValue.tsx'
import { loadFieldEditor } from '../field/LazyFieldEditor.tsx'
import { useRecordText } from '../useRecordText.ts'
import style from './FieldList.module.css'
import { type Draft, InlineEditor } from './InlineEditor.tsx'
import { useFieldChange } from './useFieldChange.ts'

const ConflictDialog = lazy(() => import('./ConflictDialog.tsx'))

interface Props<T extends AnyRecord> {
  readonly source: WritableSource<T>
  readonly found: Found<T>
  readonly fields: readonly (keyof T & string)[]
  /** Whether the reader may change it at all. */
  readonly editable: boolean
  /** Fields that commands write, or that need more than their own value. */
  readonly fixed?: readonly (keyof T & string)[]
}

/** The fields of a record, each changed where it stands: `e` begins with the first, Enter keeps, Escape leaves it. */
export function FieldList<T extends AnyRecord>({ source, found, fields, editable, fixed = [] }: Props<T>) {
  const { declaration } = source
  const t = useTranslations('web.record')
  const text = useRecordText(declaration)
  const [draft, setDraft] = useState<Draft | null>(null)
  const { change, stale, names, settle } = useFieldChange(source)
  const mayEdit = (name: string) => editable && name in declaration.fields && !fixed.some((one) => one === name)
  const begin = (name: string) => {
    const value = fieldValue(found.record, name)
    const { id, version } = found.record
    setDraft({ id, name, value, before: value, names: found.names, version, problem: null })
  }
  useEffect(() => {
    if (editable) loadFieldEditor()
  }, [editable])
  const first = fields.find(mayEdit)
  useShortcuts({ e: () => first && begin(first) })
  const save = async (done: Draft) => {
    setDraft(null)
    const problem = await change(done)
    if (problem !== null)
      setDraft({ ...done, problem: problem.at(done.name, text.label(done.name)) ?? problem.message })
  }
  return (
    <dl className={style.list}>
      {fields.map((name) => (
        <div key={name} className={style.line}>
          <dt>{text.label(name)}</dt>
          <dd>
            {draft?.name === name ? (
              <InlineEditor declaration={declaration} begun={draft} onSave={save} onLeave={() => setDraft(null)} />
            ) : (
              <div className={mayEdit(name) ? style.value : style.fixed}>
                <FieldValue of={declaration} name={name} record={found.record} names={found.names} />
                {mayEdit(name) && (
                  <button
                    type="button"
                    className={style.edit}
                    onClick={() => begin(name)}
                    aria-label={t('edit', { field: text.label(name) })}
                  />
                )}
              </div>
            )}
          </dd>
        </div>
      ))}
      {stale && (
        <Suspense fallback={null}>
          <ConflictDialog
            source={source}
            stale={stale}
            names={{ ...found.names, ...names }}
            onMine={() => settle(true)}
            onTheirs={() => settle(false)}
          />
        </Suspense>
      )}
    </dl>
  )
}
