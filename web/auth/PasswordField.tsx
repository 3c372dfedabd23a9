import { PasswordInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

interface Props {
  readonly label: string
  readonly name?: string
  /** For the browser's own store of passwords: one that is asked for, or one that is chosen. */
  readonly kind: 'current' | 'new'
  readonly value: string
  readonly onText: (text: string) => void
  readonly error?: ReactNode
  readonly autoFocus?: boolean
}

/** A password, which can be looked at; of a new one it is said what it has to be. */
export function PasswordField({ name = 'password', kind, onText, ...input }: Props) {
  const t = useTranslations('web.door')
  return (
    <PasswordInput
      {...input}
      name={name}
      autoComplete={`${kind}-password`}
      description={kind === 'new' && t('passwordRule')}
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  )
}
