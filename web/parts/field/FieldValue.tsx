import { Link } from '@tanstack/react-router'
import type { AnyField } from '#platform/record/field.ts'
import { type AnyDeclaration, fieldOf } from '#platform/record/record.ts'
import { type AnyRecord, fieldValue, type Names } from '#web/api/records.ts'
import { Day } from '../Day.tsx'
import { Instant } from '../Instant.tsx'
import { Money } from '../Money.tsx'
import { Nothing } from '../Nothing.tsx'
import { Num } from '../Num.tsx'
import { PersonName } from '../PersonName.tsx'
import { useSource } from '../sourcesContext.ts'
import { useRecordText } from '../useRecordText.ts'
import { isMoney } from './wireValues.ts'

export interface FieldValueProps {
  readonly of: AnyDeclaration
  readonly name: string
  readonly record: AnyRecord
  readonly names: Names
}

/** A field of a record as one reads it, by its kind. */
export function FieldValue({ of, name, record, names }: FieldValueProps) {
  const field = fieldOf(of, name)
  const value = fieldValue(record, name)
  const text = useRecordText(of)
  if (name === 'createdAt' || name === 'updatedAt') return <Instant of={String(value)} />
  if (!field || value === null) return <Nothing />
  switch (field.kind) {
    case 'money':
      return <Money of={isMoney(value) ? value : null} />
    case 'day':
      return <Day of={String(value)} />
    case 'instant':
      return <Instant of={String(value)} />
    case 'integer':
      return field.plain ? String(value) : <Num of={String(value)} />
    case 'rate':
      return <Num of={String(value)} style={name === 'probability' ? 'percent' : 'decimal'} />
    case 'choice':
      return text.choice(name, String(value))
    case 'flag':
      return text.choice(name, value === true ? 'yes' : 'no')
    case 'relation':
      return <Related field={field} id={String(value)} name={names[String(value)] ?? null} />
    default:
      return String(value)
  }
}

function Related({ field, id, name }: { readonly field: AnyField; readonly id: string; readonly name: string | null }) {
  const source = useSource(field.of)
  if (name === null) return <Nothing />
  if (field.of === 'member') return <PersonName name={name} />
  if (!source?.pageOf) return name
  return (
    <Link to={source.pageOf(id)} className="link" onClick={(event) => event.stopPropagation()}>
      {name}
    </Link>
  )
}
