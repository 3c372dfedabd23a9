import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { tellPerson } from '#web/api/person.ts'
import { ApiProblem } from '#web/api/problem.ts'
import { meQuery, useMe } from '#web/api/session.ts'
import { settleSignIn } from '#web/api/sessionEnd.ts'
import { Button } from '#web/parts/Button.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useFocusOnProblem, useSubmit } from '#web/parts/useSubmit.ts'
import { CodeField } from './CodeField.tsx'
import style from './Door.module.css'
import { PasswordField } from './PasswordField.tsx'
import { useSecondStep } from './useSecondStep.ts'

const { useOrganisation: goTo } = client.auth.session

/** Over the page whose session has ended. The same person goes on where they were; anybody else begins with a new page. */
export default function SignInAgain() {
  const t = useTranslations('web.again')
  const { user, member, org } = useMe()
  const queries = useQueryClient()
  const [password, setPassword] = useState('')
  const step = useSecondStep()
  const { busy, error, send } = useSubmit((input: { email: string; password: string }) =>
    step.through(async (more) => {
      const entered = await client.auth.session.signIn({ ...input, ...more })
      const me = entered.org.id === org.id ? entered : await goTo({ orgId: org.id })
      tellPerson(me.member.id)
      if (me.member.id !== member.id) return leave('/')
      queries.setQueryData(meQuery.queryKey, me)
      settleSignIn(true)
    }),
  )
  const form = useFocusOnProblem(error)
  const problem = error instanceof ApiProblem ? error : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send({ email: user?.email ?? '', password })
  }
  return (
    <Modal
      opened
      onClose={() => undefined}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
      title={t('title')}
      centered
      size={400}
      zIndex={500}
      overlayProps={{ blur: 6 }}
      transitionProps={{ duration: 120 }}
    >
      <form className={style.form} onSubmit={submit} ref={form} noValidate>
        <p className="dim">{t('text', { name: member.name })}</p>
        <input type="email" name="email" autoComplete="username" value={user?.email ?? ''} readOnly hidden />
        {step.asked ? (
          <CodeField value={step.code} onText={step.setCode} error={problem?.at('code', t('code'))} orRecovery />
        ) : (
          <PasswordField
            label={t('password', { email: user?.email ?? '' })}
            kind="current"
            autoFocus
            value={password}
            onText={setPassword}
            error={problem?.at('password')}
          />
        )}
        <ProblemText error={error} besides={[step.asked ? 'code' : 'password']} />
        <Button first type="submit" busy={busy} className={style.submit}>
          {t('submit')}
        </Button>
        <Button plain onClick={() => leave('/sign-in')}>
          {t('other')}
        </Button>
      </form>
    </Modal>
  )
}

/** A new page: nothing of what stood in this one is left for whoever comes next. */
const leave = (path: string) => location.assign(path)
