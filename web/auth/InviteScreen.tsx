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
import { CodeField } from './CodeField.tsx'
import style from './Door.module.css'
import { Door } from './Door.tsx'
import { EmailInput } from './EmailInput.tsx'
import { PasswordField } from './PasswordField.tsx'
import { useEnter } from './useEnter.ts'
import { useSecondStep } from './useSecondStep.ts'

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
  const [email, setEmail] = useState(invite.email ?? '')
  const [password, setPassword] = useState('')
  const step = useSecondStep()
  const { busy, error, send } = useSubmit((input: Accepting) =>
    step.through(async (more) => enter(await client.auth.invites.accept({ ...input, ...more }))),
  )
  const form = useFocusOnProblem(error)
  const problem = error instanceof ApiProblem ? error : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send({ token, password, ...(invite.email === null ? { email } : {}) })
  }
  return (
    <form className={style.form} onSubmit={submit} ref={form} noValidate>
      <EmailInput
        label={t('email')}
        readOnly={invite.email !== null}
        autoFocus={invite.email === null}
        value={email}
        onText={setEmail}
        error={problem?.at('email', t('email'))}
      />
      <PasswordField
        label={t(invite.hasAccount ? 'ownPassword' : 'password')}
        kind={invite.hasAccount ? 'current' : 'new'}
        autoFocus={invite.email !== null}
        value={password}
        onText={setPassword}
        error={problem?.at('password', t('password'))}
      />
      {step.asked && (
        <CodeField value={step.code} onText={step.setCode} error={problem?.at('code', t('code'))} orRecovery />
      )}
      <ProblemText error={error} besides={['email', 'password', 'code']} />
      <Button first type="submit" busy={busy} className={style.submit}>
        {t('submit')}
      </Button>
    </form>
  )
}
