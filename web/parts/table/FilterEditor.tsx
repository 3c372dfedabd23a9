import { Checkbox, SegmentedControl, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { AnyField } from '#platform/record/field.ts'
import { useMe } from '#web/api/session.ts'
import { Button } from '../Button.tsx'
import { FieldEditor } from '../field/FieldEditor.tsx'
import { RelationPicker } from '../field/RelationPicker.tsx'
import { isMoney, textOf } from '../field/wireValues.ts'
import { type Filter, wayOf } from '../filters.ts'
import type { RecordText } from '../useRecordText.ts'
import { dayRanges } from './dayRanges.ts'
import style from './ListBar.module.css'

export interface FilterEditorProps {
  readonly field: AnyField
  readonly name: string
  readonly filter: Filter
  readonly text: RecordText
  readonly onSet: (filter: Filter | null) => void
}

/** Asks for a filter of one field, by its kind. */
export default function FilterEditor(props: FilterEditorProps) {
  const { field, filter, text, name, onSet } = props
  switch (wayOf(field)) {
    case 'choice':
      return <Choices {...props} />
    case 'relation':
      return (
        <div className={style.editor}>
          <RelationPicker
            of={field.of}
            name={name}
            aria-label={text.label(name)}
            required
            autoFocus
            openAtOnce
            names={{}}
            value={filter.eq ?? null}
            onChange={(id) => onSet(id === null ? null : { eq: id })}
          />
          <Emptiness field={field} onSet={onSet} />
        </div>
      )
    case 'range':
      return <Range {...props} />
    case 'flag':
      return (
        <SegmentedControl
          aria-label={text.label(name)}
          data={[
            { value: 'true', label: text.choice(name, 'yes') },
            { value: 'false', label: text.choice(name, 'no') },
          ]}
          value={filter.eq ?? ''}
          onChange={(eq) => onSet({ eq })}
        />
      )
    default:
      return <Words {...props} />
  }
}

function Choices({ field, name, filter, text, onSet }: FilterEditorProps) {
  const chosen = (filter.in ?? filter.eq ?? '').split(',').filter((one) => one !== '')
  const toggle = (option: string) => {
    const next = chosen.includes(option)
      ? chosen.filter((one) => one !== option)
      : field.options.filter((one) => one === option || chosen.includes(one))
    onSet(next.length === 0 ? null : next.length === 1 ? { eq: next[0] ?? '' } : { in: next.join(',') })
  }
  return (
    <fieldset className={style.editor} style={{ border: 0, padding: 0, margin: 0, width: 'auto', minWidth: 160 }}>
      <legend className="hidden-words">{text.label(name)}</legend>
      {field.options.map((option) => (
        <Checkbox
          key={option}
          label={text.choice(name, option)}
          checked={chosen.includes(option)}
          onChange={() => toggle(option)}
        />
      ))}
    </fieldset>
  )
}

function Words({ field, name, filter, text, onSet }: FilterEditorProps) {
  const [typed, setTyped] = useState(filter.eq ?? '')
  return (
    <Form
      onSend={() => onSet(typed.trim() === '' ? null : { eq: typed.trim() })}
      beside={<Emptiness field={field} onSet={onSet} />}
    >
      <TextInput
        aria-label={text.label(name)}
        value={typed}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </Form>
  )
}

/** From and to, both inclusive; days with the spans that people ask for most. */
function Range({ field, filter, text, onSet }: FilterEditorProps) {
  const t = useTranslations('web.filter')
  const { today, org } = useMe()
  const [ends, setEnds] = useState({ gte: valueIn(field, filter.gte), lte: valueIn(field, filter.lte) })
  const send = () => {
    const [gte, lte] = [wordIn(ends.gte), wordIn(ends.lte)]
    onSet({ ...(gte === '' ? {} : { gte }), ...(lte === '' ? {} : { lte }) })
  }
  const own = { ...text, label: (end: string) => t(end === 'gte' ? 'fromLabel' : 'toLabel') }
  return (
    <Form onSend={send} beside={<Emptiness field={field} onSet={onSet} />}>
      {(['gte', 'lte'] as const).map((end) => (
        <FieldEditor
          key={end}
          field={{ ...field, required: false }}
          name={end}
          text={own}
          names={{}}
          value={ends[end]}
          onChange={(value) => setEnds((now) => ({ ...now, [end]: value }))}
        />
      ))}
      {field.kind === 'day' && (
        <div className={style.ways}>
          {dayRanges(today, org.weekStart, org.fiscalStartMonth).map(({ key, from, to }) => (
            <Button key={key} onClick={() => onSet({ gte: from, lte: to })}>
              {t(key)}
            </Button>
          ))}
        </div>
      )}
    </Form>
  )
}

function Form({
  onSend,
  beside,
  children,
}: {
  readonly onSend: () => void
  readonly beside: ReactNode
  readonly children: ReactNode
}) {
  const t = useTranslations('web.filter')
  const send = (event: FormEvent) => {
    event.preventDefault()
    onSend()
  }
  return (
    <form className={style.editor} onSubmit={send} noValidate>
      {children}
      <div className={style.ways}>
        <Button first type="submit">
          {t('apply')}
        </Button>
        {beside}
      </div>
    </form>
  )
}

function Emptiness({ field, onSet }: Pick<FilterEditorProps, 'field' | 'onSet'>) {
  const t = useTranslations('web.filter')
  if (field.required) return null
  return (
    <Button plain onClick={() => onSet({ empty: 'true' })}>
      {t('onlyEmpty')}
    </Button>
  )
}

function valueIn(field: AnyField, word: string | undefined): unknown {
  if (word === undefined) return null
  if (field.kind !== 'money') return word
  const [amount = '', currency = ''] = word.split(' ')
  return { amount, currency }
}
const wordIn = (value: unknown) => (isMoney(value) ? `${value.amount} ${value.currency}` : textOf(value))
