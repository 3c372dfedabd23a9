import { PasswordInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Accepting, InviteShown } from '#platform/auth/contract.ts'
import { api, client } from '#web/api/client.ts'
import { ApiProblem } from '#web/api/problem.ts'
import { Button } from '#web/parts/Button.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useFocusOnProblem, useSubmit } from '#web/parts/useSubmit.ts'
import { Waiting } from '#web/parts/Waiting.tsx'
import style from './Door.module.css'
import { Door } from './Door.tsx'
import { useEnter } from './useEnter.ts'
import { usePasswordLabels } from './usePasswordLabels.ts'

export function InviteScreen() {
  const t = useTranslations('web.invite')
  const { token } = useParams({ from: '/invite/$token' })
  const { data: invite, error } = useQuery(api.auth.invites.read.queryOptions({ input: { token } }))
  if (error) {
    return (
      <Door title={t('gone')}>
        <div className={style.form}>
          <ProblemText error={error} />
        </div>
      </Door>
    )
  }
  if (!invite) {
    return (
      <Door title={t('loading')}>
        <Waiting lines={4} />
      </Door>
    )
  }
  return (
    <Door
      title={t('title', { organisation: invite.organisation })}
      lead={t(invite.hasAccount ? 'leadKnown' : 'lead', { name: invite.member })}
    >
      <Accept invite={invite} token={token} />
    </Door>
  )
}

function Accept({ invite, token }: { readonly invite: InviteShown; readonly token: string }) {
  const t = useTranslations('web.invite')
  const enter = useEnter()
  const labels = usePasswordLabels()
  const [email, setEmail] = useState(invite.email ?? '')
  const [password, setPassword] = useState('')
  const { busy, error, send } = useSubmit(async (input: Accepting) => enter(await client.auth.invites.accept(input)))
  const form = useFocusOnProblem(error)
  const problem = error instanceof ApiProblem ? error : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send({ token, password, ...(invite.email === null ? { email } : {}) })
  }
  return (
    <form className={style.form} onSubmit={submit} ref={form} noValidate>
      <TextInput
        label={t('email')}
        type="email"
        name="email"
        autoComplete="username"
        readOnly={invite.email !== null}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={problem?.at('email', t('email'))}
      />
      <PasswordInput
        label={t(invite.hasAccount ? 'ownPassword' : 'password')}
        name="password"
        autoComplete={invite.hasAccount ? 'current-password' : 'new-password'}
        autoFocus
        visibilityToggleButtonProps={labels}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={problem?.at('password', t('password'))}
      />
      <ProblemText error={error} besides={['email', 'password']} />
      <Button first type="submit" busy={busy} className={style.submit}>
        {t('submit')}
      </Button>
    </form>
  )
}
