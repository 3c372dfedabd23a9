import { Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ApiKeyMade, NewApiKey } from '#platform/auth/contract.ts'
import { client } from '#web/api/client.ts'
import { ApiProblem } from '#web/api/problem.ts'
import { Button } from '#web/parts/Button.tsx'
import { Instant } from '#web/parts/Instant.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { SidePanel } from '#web/parts/SidePanel.tsx'
import { useFocusOnProblem, useSubmit } from '#web/parts/useSubmit.ts'
import style from '../Form.module.css'
import { SecretText } from '../SecretText.tsx'
import { ScopePicker } from './ScopePicker.tsx'

const validDays = [7, 30, 90, 366] as const

/** Makes a key and shows it this once. */
export default function NewKeyPanel({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('web.settings.keysPage')
  const [made, setMade] = useState<ApiKeyMade | null>(null)
  return (
    <SidePanel title={t('new')} onClose={onClose}>
      {made ? <Made apiKey={made} onClose={onClose} /> : <KeyForm onMade={setMade} onCancel={onClose} />}
    </SidePanel>
  )
}

function Made({ apiKey, onClose }: { readonly apiKey: ApiKeyMade; readonly onClose: () => void }) {
  const t = useTranslations('web.settings.keysPage')
  return (
    <div className={style.form}>
      <SecretText value={apiKey.key} label={t('key')} copied={t('copied')} />
      <p className="dim">{t.rich('once', { at: () => <Instant of={apiKey.expiresAt} full /> })}</p>
      <div>
        <Button onClick={onClose}>{t('kept')}</Button>
      </div>
    </div>
  )
}

function KeyForm({ onMade, onCancel }: { readonly onMade: (made: ApiKeyMade) => void; readonly onCancel: () => void }) {
  const t = useTranslations('web.settings.keysPage')
  const form = useTranslations('web.form')
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly string[]>(['*'])
  const [days, setDays] = useState(90)
  const { busy, error, send } = useSubmit(async (input: NewApiKey) => onMade(await client.auth.apiKeys.create(input)))
  const place = useFocusOnProblem(error)
  const problem = error instanceof ApiProblem ? error : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send({ name, scopes, days })
  }
  return (
    <form className={style.form} onSubmit={submit} ref={place} noValidate>
      <TextInput
        label={t('name')}
        placeholder={t('namePlaceholder')}
        required
        withAsterisk
        data-autofocus
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={problem?.at('name')}
      />
      <ScopePicker value={scopes} onChange={setScopes} error={problem?.at('scopes')} />
      <Select
        label={t('days')}
        allowDeselect={false}
        data={validDays.map((count) => ({ value: String(count), label: t('daysCount', { count }) }))}
        value={String(days)}
        onChange={(chosen) => setDays(Number(chosen))}
        error={problem?.at('days')}
      />
      <ProblemText error={error} besides={['name', 'scopes', 'days']} />
      <div className={style.ways}>
        <Button first type="submit" busy={busy}>
          {t('make')}
        </Button>
        <Button onClick={onCancel}>{form('cancel')}</Button>
      </div>
    </form>
  )
}
