import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { api, client } from '#web/api/client.ts'
import { ApiProblem } from '#web/api/problem.ts'
import { Button } from '#web/parts/Button.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useFocusOnProblem, useSubmit } from '#web/parts/useSubmit.ts'
import { CodeField } from './CodeField.tsx'
import style from './Door.module.css'
import { Door } from './Door.tsx'
import { EmailInput } from './EmailInput.tsx'
import { PasswordField } from './PasswordField.tsx'
import { useEnter } from './useEnter.ts'
import { useSecondStep } from './useSecondStep.ts'

export function SignInScreen() {
  const t = useTranslations('web.signIn')
  const { next } = useSearch({ from: '/sign-in' })
  const enter = useEnter()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { data: setUp } = useQuery(api.auth.setUp.state.queryOptions({ input: {} }))
  const step = useSecondStep()
  const { busy, error, send } = useSubmit((input: { email: string; password: string }) =>
    step.through(async (more) => enter(await client.auth.session.signIn({ ...input, ...more }), next)),
  )
  const form = useFocusOnProblem(error)
  const problem = error instanceof ApiProblem ? error : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send({ email, password })
  }
  return (
    <Door
      title={t(step.asked ? 'secondStep' : 'title')}
      lead={setUp?.needed ? t('setUpFirst') : step.asked ? email : undefined}
      below={
        step.asked ? (
          <Button plain onClick={step.back}>
            {t('back')}
          </Button>
        ) : (
          <Link to="/forgot-password" className="link">
            {t('forgot')}
          </Link>
        )
      }
    >
      <form className={style.form} onSubmit={submit} ref={form} noValidate>
        {step.asked ? (
          <CodeField value={step.code} onText={step.setCode} error={problem?.at('code', t('code'))} orRecovery />
        ) : (
          <>
            <EmailInput
              label={t('email')}
              autoFocus
              value={email}
              onText={setEmail}
              error={problem?.at('email', t('email'))}
            />
            <PasswordField
              label={t('password')}
              kind="current"
              value={password}
              onText={setPassword}
              error={problem?.at('password', t('password'))}
            />
          </>
        )}
        <ProblemText error={error} besides={step.asked ? ['code'] : ['email', 'password']} />
        <Button first type="submit" busy={busy} className={style.submit}>
          {t('submit')}
        </Button>
      </form>
    </Door>
  )
}
