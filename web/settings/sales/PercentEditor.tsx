import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SlotProps } from '#web/parts/RecordForm.tsx'

interface Props extends SlotProps {
  readonly label: string
  readonly description?: string
}

/** A ratio typed as whole percents: 25 stands for "0.25". */
export function PercentEditor({ value, onChange, error, label, description }: Props) {
  const [typed, setTyped] = useState(typeof value === 'string' ? String(Math.round(Number(value) * 1e6) / 1e4) : '')
  const write = (text: string) => {
    setTyped(text)
    const plain = text
      .trim()
      .replace(/[%％]$/, '')
      .replace(',', '.')
    // what is no number stays as it was typed, for the server to say what is wrong with it
    onChange(/^\d+(\.\d+)?$/.test(plain) ? String(Math.round(Number(plain) * 1e4) / 1e6) : text)
  }
  return (
    <TextInput
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      required
      withAsterisk
      inputMode="decimal"
      rightSection={<span className="dim">%</span>}
      value={typed}
      onChange={(event) => write(event.currentTarget.value)}
      error={error}
    />
  )
}
