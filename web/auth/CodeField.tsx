import { TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import style from './Door.module.css'

interface Props {
  readonly value: string
  readonly onText: (text: string) => void
  readonly error?: ReactNode
  /** Where the app is not at hand, a recovery code does. */
  readonly orRecovery?: boolean
}

/** The code of an authenticator app: digits on a phone's keyboard, filled in by the phone where it can. */
export function CodeField({ value, onText, error, orRecovery = false }: Props) {
  const t = useTranslations('web.code')
  const [recovers, recover] = useState(false)
  return (
    <div className={style.code}>
      <TextInput
        // another field, so that focus and keyboard are the new one's
        key={String(recovers)}
        label={t(recovers ? 'recovery' : 'app')}
        description={t(recovers ? 'recoveryNote' : 'appNote')}
        name="code"
        autoComplete={recovers ? 'off' : 'one-time-code'}
        inputMode={recovers ? 'text' : 'numeric'}
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        value={value}
        onChange={(event) => onText(event.currentTarget.value)}
        error={error}
      />
      {orRecovery && (
        <Button
          plain
          onClick={() => {
            onText('')
            recover(!recovers)
          }}
        >
          {t(recovers ? 'takeApp' : 'takeRecovery')}
        </Button>
      )}
    </div>
  )
}
