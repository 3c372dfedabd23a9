import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ApiProblem } from '#web/api/problem.ts'
import { type AnyRecord, fieldValue, type Names, type Values, type WritableSource } from '#web/api/records.ts'
import { type Found, Stale, useChangeRecord } from '#web/api/useRecord.ts'
import { useShortcuts } from '#web/frame/useShortcuts.ts'
import { FieldEditor } from '../field/FieldEditor.tsx'
import { FieldValue } from '../field/FieldValue.tsx'
import { notify, notifyWrong } from '../notices.ts'
import { useProblemWords } from '../ProblemText.tsx'
import { useRecordText } from '../useRecordText.ts'
import { ConflictDialog } from './ConflictDialog.tsx'
import style from './FieldList.module.css'

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
  const [open, setOpen] = useState<string | null>(null)
  const { change, error, stale, settle, forget } = useChange(source, found)
  const mayEdit = (name: keyof T & string) => editable && name in declaration.fields && !fixed.includes(name)
  const first = fields.find(mayEdit)
  useShortcuts({ e: () => first && setOpen(first) })
  const save = async (name: string, value: unknown, names: Names) => {
    if (same(value, fieldValue(found.record, name))) return setOpen(null)
    if (await change({ [name]: value }, names)) setOpen(null)
  }
  const leave = () => {
    setOpen(null)
    forget()
  }
  return (
    <dl className={style.list}>
      {fields.map((name) => (
        <div key={name} className={style.line} data-open={open === name || undefined}>
          <dt>{text.label(name)}</dt>
          <dd>
            {open === name && mayEdit(name) ? (
              <Editor
                source={source}
                found={found}
                name={name}
                error={error instanceof ApiProblem ? (error.at(name, text.label(name)) ?? error.message) : undefined}
                onSave={save}
                onLeave={leave}
              />
            ) : mayEdit(name) ? (
              <div className={style.value}>
                <FieldValue of={declaration} name={name} record={found.record} names={found.names} />
                <button
                  type="button"
                  className={style.edit}
                  onClick={() => setOpen(name)}
                  aria-label={t('edit', { field: text.label(name) })}
                />
              </div>
            ) : (
              <div className={style.fixed}>
                <FieldValue of={declaration} name={name} record={found.record} names={found.names} />
              </div>
            )}
          </dd>
        </div>
      ))}
      {stale && (
        <ConflictDialog
          source={source}
          stale={stale}
          names={found.names}
          onMine={() => settle(true)}
          onTheirs={() => settle(false)}
        />
      )}
    </dl>
  )
}

interface EditorProps<T extends AnyRecord> {
  readonly source: WritableSource<T>
  readonly found: Found<T>
  readonly name: keyof T & string
  readonly error: string | undefined
  readonly onSave: (name: string, value: unknown, names: Names) => Promise<void>
  readonly onLeave: () => void
}

function Editor<T extends AnyRecord>({ source: { declaration }, found, name, error, onSave, onLeave }: EditorProps<T>) {
  const text = useRecordText(declaration)
  const place = useRef<HTMLDivElement>(null)
  const [value, setValue] = useState(fieldValue(found.record, name))
  const [names, setNames] = useState(found.names)
  const field = declaration.fields[name]
  if (!field) return null
  const atOnce = field.kind === 'choice' || field.kind === 'relation' || field.kind === 'flag'
  const onChange = (next: unknown, more: Names = {}) => {
    setValue(next)
    setNames((now) => ({ ...now, ...more }))
    if (atOnce) void onSave(name, next, { ...names, ...more })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onLeave()
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || atOnce) return
    if (event.target instanceof HTMLTextAreaElement && !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void onSave(name, value, names)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the editor inside bubble up to here
    <div
      ref={place}
      className={style.editor}
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget }) => {
        // the calendar and the list of choices stand elsewhere in the page, but belong to the editor
        const inside =
          relatedTarget instanceof Element &&
          (place.current?.contains(relatedTarget) || relatedTarget.closest('[data-portal]') !== null)
        if (!inside && !atOnce) void onSave(name, value, names)
        if (!inside && atOnce) onLeave()
      }}
    >
      <FieldEditor
        field={field}
        name={name}
        text={text}
        value={value}
        names={names}
        onChange={onChange}
        error={error}
        autoFocus
        bare
      />
    </div>
  )
}

/** Changes with a way back, and with both versions shown where somebody else was faster. */
function useChange<T extends AnyRecord>(source: WritableSource<T>, found: Found<T>) {
  const t = useTranslations('web.record')
  const words = useProblemWords()
  const { mutateAsync, error, reset } = useChangeRecord(source, found.record.id)
  const [stale, setStale] = useState<Stale | null>(null)
  const change = async (values: Values, names: Names, version = found.record.version): Promise<boolean> => {
    const before = Object.fromEntries(Object.keys(values).map((name) => [name, fieldValue(found.record, name)]))
    try {
      const { version: now } = await mutateAsync({ values, names, version })
      notify(
        t('kept'),
        () =>
          void mutateAsync({ values: before, names: found.names, version: now }).catch((caught: unknown) =>
            notifyWrong(words(caught)),
          ),
      )
      return true
    } catch (caught) {
      if (caught instanceof Stale) setStale(caught)
      else if (!(caught instanceof ApiProblem)) notifyWrong(words(caught))
      return caught instanceof Stale
    }
  }
  const settle = async (mine: boolean) => {
    const open = stale
    setStale(null)
    reset()
    if (mine && open) await change(open.mine, {}, open.theirs.version)
  }
  return { change, error, stale, settle, forget: reset }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
