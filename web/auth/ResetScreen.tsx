import { PasswordInput } from '@mantine/core'
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
import { usePasswordLabels } from './usePasswordLabels.ts'

export function ResetScreen() {
  const t = useTranslations('web.reset')
  const { token } = useParams({ from: '/reset/$token' })
  const navigate = useNavigate()
  const labels = usePasswordLabels()
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
        <PasswordInput
          label={t('password')}
          name="password"
          autoComplete="new-password"
          autoFocus
          visibilityToggleButtonProps={labels}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
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
