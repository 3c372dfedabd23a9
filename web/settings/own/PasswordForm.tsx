import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import type { Values } from '#web/api/records.ts'
import { usePasswordLabels } from '#web/auth/usePasswordLabels.ts'
import { textOf } from '#web/parts/field/wireValues.ts'
import { notify } from '#web/parts/notices.ts'
import { RecordForm, type SlotProps } from '#web/parts/RecordForm.tsx'
import style from '../Form.module.css'
import { passwordChange } from './ownRecords.ts'

export function PasswordForm() {
  const t = useTranslations('web.settings.profilePage')
  const labels = usePasswordLabels()
  const [round, setRound] = useState(0)
  const change = async ({ oldPassword, newPassword }: Values) => {
    const { ended } = await client.auth.session.changePassword({
      oldPassword: textOf(oldPassword),
      newPassword: textOf(newPassword),
    })
    setRound(round + 1)
    notify(t('passwordChanged', { count: ended }))
  }
  const field =
    (name: 'oldPassword' | 'newPassword', autoComplete: string) =>
    ({ value, onChange, error }: SlotProps) => (
      <PasswordInput
        label={t(name)}
        name={name}
        autoComplete={autoComplete}
        visibilityToggleButtonProps={labels}
        value={textOf(value)}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
      />
    )
  return (
    <div className={style.narrow} key={round}>
      <RecordForm
        source={{ declaration: passwordChange }}
        fields={['oldPassword', 'newPassword']}
        slots={{
          oldPassword: field('oldPassword', 'current-password'),
          newPassword: field('newPassword', 'new-password'),
        }}
        submit={t('changePassword')}
        onSubmit={change}
      />
    </div>
  )
}
