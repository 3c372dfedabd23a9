import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { ApiProblem } from '#web/api/problem.ts'
import { Button } from '#web/parts/Button.tsx'
import { notify } from '#web/parts/notices.ts'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useSubmit } from '#web/parts/useSubmit.ts'
import style from './Door.module.css'
import { Door } from './Door.tsx'
import { PasswordField } from './PasswordField.tsx'

export function ResetScreen() {
  const t = useTranslations('web.reset')
  const { token } = useParams({ from: '/reset/$token' })
  const navigate = useNavigate()
  const [password, setPassword] = useState('')
  const { busy, error, send } = useSubmit(async (input: { token: string; password: string }) => {
    await client.auth.passwordResets.use(input)
    notify(t('done'))
    await navigate({ to: '/sign-in' })
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send({ token, password })
  }
  return (
    <Door
      title={t('title')}
      lead={t('lead')}
      below={
        <Link to="/forgot-password" className="link">
          {t('again')}
        </Link>
      }
    >
      <form className={style.form} onSubmit={submit} noValidate>
        <PasswordField
          label={t('password')}
          kind="new"
          autoFocus
          value={password}
          onText={setPassword}
          error={error instanceof ApiProblem ? error.at('password', t('password')) : undefined}
        />
        <ProblemText error={error} besides={['password']} />
        <Button first type="submit" busy={busy} className={style.submit}>
          {t('submit')}
        </Button>
      </form>
    </Door>
  )
}
