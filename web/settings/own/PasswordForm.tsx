import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import type { Values } from '#web/api/records.ts'
import { PasswordField } from '#web/auth/PasswordField.tsx'
import { textOf } from '#web/parts/field/wireValues.ts'
import { notify } from '#web/parts/notices.ts'
import { RecordForm, type SlotProps } from '#web/parts/RecordForm.tsx'
import style from '../Form.module.css'
import { passwordChange } from './ownRecords.ts'

export function PasswordForm() {
  const t = useTranslations('web.settings.profilePage')
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
    (name: 'oldPassword' | 'newPassword', kind: 'current' | 'new') =>
    ({ value, onChange, error }: SlotProps) => (
      <PasswordField label={t(name)} name={name} kind={kind} value={textOf(value)} onText={onChange} error={error} />
    )
  return (
    <div className={style.narrow} key={round}>
      <RecordForm
        source={{ declaration: passwordChange }}
        fields={['oldPassword', 'newPassword']}
        slots={{
          oldPassword: field('oldPassword', 'current'),
          newPassword: field('newPassword', 'new'),
        }}
        submit={t('changePassword')}
        onSubmit={change}
      />
    </div>
  )
}
