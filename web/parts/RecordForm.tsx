import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { AnyField } from '#platform/record/field.ts'
import { ApiProblem, missingFields } from '#web/api/problem.ts'
import type { Names, Source, Values } from '#web/api/records.ts'
import { Button } from './Button.tsx'
import { FieldEditor } from './field/FieldEditor.tsx'
import { ProblemText } from './ProblemText.tsx'
import style from './RecordForm.module.css'
import { useRecordText } from './useRecordText.ts'
import { useFocusOnProblem, useSubmit } from './useSubmit.ts'

export interface SlotProps {
  readonly value: unknown
  readonly onChange: (value: unknown, names?: Names) => void
  readonly error: string | undefined
}

interface Props {
  readonly source: Pick<Source, 'declaration'>
  /** The fields that are asked for, in this order. */
  readonly fields: readonly string[]
  readonly values?: Values
  readonly names?: Names
  /** In place of the usual editor of a field. */
  readonly slots?: Readonly<Record<string, (props: SlotProps) => ReactNode>>
  readonly submit: string
  /** Resolves when it is done; refusals are shown at their fields. */
  readonly onSubmit: (values: Values) => Promise<unknown>
  readonly onCancel?: () => void
  /** Hears of what stands in the fields. */
  readonly onTyped?: (values: Values) => void
  /** Said above the ways out. */
  readonly children?: ReactNode
  /** Typing begins at once, which a form within a page leaves to the reader. */
  readonly focus?: boolean
}

/** Asks for fields of a record. What the server refuses stands at the field that it concerns; what was typed stays. */
export function RecordForm({
  source: { declaration },
  fields,
  values: given = {},
  names: givenNames = {},
  slots = {},
  submit,
  onSubmit,
  onCancel,
  onTyped,
  children,
  focus = true,
}: Props) {
  const t = useTranslations('web.form')
  const text = useRecordText(declaration)
  const [values, setValues] = useState(given)
  const [names, setNames] = useState(givenNames)
  /** Written to since something was wrong with them. */
  const [mended, mend] = useState<readonly string[]>([])
  useEffect(() => onTyped?.(values), [values, onTyped])
  const { busy, error, send } = useSubmit(async (wished: Values) => {
    mend([])
    const missing = fields.filter((name) => isMissing(declaration.fields[name], wished[name]))
    if (missing.length > 0) throw missingFields(missing, (name) => t('missing', { field: text.label(name) }))
    return onSubmit(wished)
  })
  const form = useFocusOnProblem(error)
  const problem = error instanceof ApiProblem ? error : null
  const write =
    (name: string) =>
    (value: unknown, more: Names = {}) => {
      setValues((now) => ({ ...now, [name]: value }))
      setNames((now) => ({ ...now, ...more }))
      mend((now) => [...now, name])
    }
  const wrongAt = (name: string) => (mended.includes(name) ? undefined : problem?.at(name, text.label(name)))
  const onForm = (event: FormEvent) => {
    event.preventDefault()
    void send(values)
  }
  return (
    <form className={style.form} onSubmit={onForm} ref={form} noValidate>
      {fields.map((name, i) => {
        const field = declaration.fields[name]
        const slot = slots[name]
        const shown = { value: values[name] ?? null, onChange: write(name), error: wrongAt(name) }
        if (slot) return <div key={name}>{slot(shown)}</div>
        return (
          field && (
            <FieldEditor
              key={name}
              field={field}
              name={name}
              text={text}
              names={names}
              autoFocus={focus && i === 0}
              {...shown}
            />
          )
        )
      })}
      {children}
      <ProblemText error={error} besides={fields} />
      <div className={style.ways}>
        <Button first type="submit" busy={busy}>
          {submit}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('cancel')}</Button>}
      </div>
    </form>
  )
}

/** What has to be said and is not is told at once, without asking the server. */
const isMissing = (field: AnyField | undefined, value: unknown) =>
  field?.required === true && (value === undefined || value === null || value === '')
