import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  readonly label: string
  readonly value: string
  readonly onText: (text: string) => void
  readonly error?: ReactNode
  readonly readOnly?: boolean
  readonly autoFocus?: boolean
}

/** The address that one signs in with. */
export function EmailInput({ onText, ...input }: Props) {
  return (
    <TextInput
      {...input}
      type="email"
      name="email"
      autoComplete="username"
      onChange={(event) => onText(event.currentTarget.value)}
    />
  )
}
