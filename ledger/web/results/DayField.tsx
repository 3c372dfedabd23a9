import { TextInput } from '@mantine/core'
import { lazy, type ReactNode, Suspense } from 'react'

const DayEditor = lazy(() => import('#web/parts/field/DayEditor.tsx'))

interface Props {
  readonly label: string
  readonly name: string
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  readonly error?: ReactNode
  readonly onPick?: (day: string) => void
}

/** A day, in a field that keeps its place while the calendar is loaded. */
export function DayField(props: Props) {
  return (
    <Suspense fallback={<TextInput label={props.label} value={props.value ?? ''} readOnly />}>
      <DayEditor {...props} />
    </Suspense>
  )
}
