import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { lazy, type ReactNode, Suspense } from 'react'
import type { AnyField } from '#platform/record/field.ts'
import type { Names } from '#web/api/records.ts'
import { useWithinPortal } from '../popoverContext.ts'
import type { RecordText } from '../useRecordText.ts'
import { MoneyEditor } from './MoneyEditor.tsx'
import { RelationPicker } from './RelationPicker.tsx'
import { isMoney, textOf } from './wireValues.ts'

const DayEditor = lazy(() => import('./DayEditor.tsx'))

export interface EditorProps {
  readonly field: AnyField
  readonly name: string
  readonly text: RecordText
  readonly value: unknown
  readonly names: Names
  readonly onChange: (value: unknown, names?: Names) => void
  readonly error?: ReactNode
  readonly autoFocus?: boolean
  /** The editor stands where the label is already: it is for screen readers only. */
  readonly bare?: boolean
  /** One comes here only for this field: its choices show at once. */
  readonly openAtOnce?: boolean
}

const longText = 1000

/** Writes one field, by its kind. Values are as they travel: `{ amount, currency }`, "2026-11-24", an id. */
export function FieldEditor(props: EditorProps) {
  const { field, name, text, value, onChange } = props
  const common = commonOf(props)
  const portal = useWithinPortal()
  const written = (typed: string) => onChange(typed.trim() === '' ? null : typed)
  switch (field.kind) {
    case 'money':
      return <MoneyEditor {...common} value={isMoney(value) ? value : null} onChange={onChange} />
    case 'day':
      return (
        <Suspense fallback={<TextInput {...common} disabled value={textOf(value)} />}>
          <DayEditor {...common} value={typeof value === 'string' ? value : null} onChange={onChange} />
        </Suspense>
      )
    case 'choice': {
      const data = field.options.map((option) => ({ value: option, label: text.choice(name, option) }))
      return (
        <Select
          {...common}
          data={data}
          value={textOf(value) || null}
          onChange={(option) => onChange(option)}
          clearable={!field.required}
          defaultDropdownOpened={props.openAtOnce === true}
          comboboxProps={{ withinPortal: portal }}
        />
      )
    }
    case 'relation':
      return (
        <RelationPicker
          {...common}
          of={field.of}
          value={typeof value === 'string' ? value : null}
          names={props.names}
          openAtOnce={props.openAtOnce === true}
          onChange={onChange}
        />
      )
    case 'flag':
      return (
        <Checkbox
          label={text.label(name)}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'integer':
      return (
        <TextInput
          {...common}
          inputMode="numeric"
          value={textOf(value)}
          onChange={(event) => onChange(wholeNumber(event.currentTarget.value))}
        />
      )
    case 'rate':
      return (
        <TextInput
          {...common}
          inputMode="decimal"
          value={textOf(value)}
          onChange={(event) => written(event.currentTarget.value)}
        />
      )
    case 'text':
      return (field.max ?? longText) > longText ? (
        <Textarea {...common} rows={4} value={textOf(value)} onChange={(event) => written(event.currentTarget.value)} />
      ) : (
        <TextInput
          {...common}
          type={inputType(name)}
          value={textOf(value)}
          onChange={(event) => written(event.currentTarget.value)}
        />
      )
    default:
      return null
  }
}

function commonOf({ field, name, text, error, autoFocus, bare }: EditorProps) {
  const label = text.label(name)
  return {
    name,
    ...(bare
      ? { 'aria-label': label }
      : { label, required: field.required === true, withAsterisk: field.required === true }),
    error,
    autoFocus,
    'data-autofocus': autoFocus || undefined,
    autoComplete: 'off',
  }
}

const inputType = (name: string) => (name === 'email' ? 'email' : name === 'phone' ? 'tel' : 'text')

/** What is no whole number stays as it was typed, for the server to say what is wrong with it. */
function wholeNumber(typed: string): unknown {
  const text = typed.trim().replaceAll(/[\s,]/g, '')
  if (text === '') return null
  return /^-?\d{1,9}$/.test(text) ? Number(text) : typed
}
