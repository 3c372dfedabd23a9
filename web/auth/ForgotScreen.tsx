import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { ApiProblem } from '#web/api/problem.ts'
import { Button } from '#web/parts/Button.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useSubmit } from '#web/parts/useSubmit.ts'
import style from './Door.module.css'
import { Door } from './Door.tsx'
import { EmailInput } from './EmailInput.tsx'

export function ForgotScreen() {
  const t = useTranslations('web.forgot')
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  const { busy, error, send } = useSubmit(async (input: { email: string }) => {
    await client.auth.passwordResets.ask(input)
    setSent(true)
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send({ email })
  }
  const back = (
    <Link to="/sign-in" className="link">
      {t('back')}
    </Link>
  )
  if (sent) return <Door title={t('sentTitle')} lead={t('sent', { email })} below={back} />
  return (
    <Door title={t('title')} lead={t('lead')} below={back}>
      <form className={style.form} onSubmit={submit} noValidate>
        <EmailInput
          label={t('email')}
          autoFocus
          value={email}
          onText={setEmail}
          error={error instanceof ApiProblem ? error.at('email', t('email')) : undefined}
        />
        <ProblemText error={error} besides={['email']} />
        <Button first type="submit" busy={busy} className={style.submit}>
          {t('submit')}
        </Button>
      </form>
    </Door>
  )
}
