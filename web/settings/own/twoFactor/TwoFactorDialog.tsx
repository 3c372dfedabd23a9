import { type FormEvent, lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { ApiProblem } from '#web/api/problem.ts'
import { useMe } from '#web/api/session.ts'
import { CodeField } from '#web/auth/CodeField.tsx'
import { PasswordField } from '#web/auth/PasswordField.tsx'
import { Button } from '#web/parts/Button.tsx'
import { Dialog } from '#web/parts/Dialog.tsx'
import { notify } from '#web/parts/notices.ts'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useFocusOnProblem, useSubmit } from '#web/parts/useSubmit.ts'
import { SecretText } from '../../SecretText.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import style from './TwoFactor.module.css'

const QrCode = lazy(() => import('./QrCode.tsx'))
const { twoFactor } = client.auth

interface Props {
  readonly wants: 'on' | 'codes' | 'off'
  readonly onClose: () => void
}

/** The password begins each change. Turning on goes on to the app's first code, and ends with the recovery codes. */
export default function TwoFactorDialog({ wants, onClose }: Props) {
  const t = useTranslations('web.settings.twoFactor')
  const [begun, begin] = useState<{ secret: string; uri: string } | null>(null)
  const [codes, show] = useState<readonly string[] | null>(null)
  const withPassword = async (password: string) => {
    if (wants === 'on') return begin(await twoFactor.begin({ password }))
    if (wants === 'codes') return show((await twoFactor.renewCodes({ password })).codes)
    await twoFactor.end({ password })
    notify(t('off'))
    onClose()
  }
  const confirm = async (code: string) => {
    show((await twoFactor.confirm({ code })).codes)
    notify(t('on'))
  }
  return (
    <Dialog title={t(codes ? 'codesTitle' : `${wants}Title`)} onClose={onClose}>
      {codes && <RecoveryCodes codes={codes} onClose={onClose} />}
      {!codes && begun && <Scan {...begun} onCode={confirm} onClose={onClose} />}
      {!codes && !begun && (
        <Asking
          what="password"
          text={t(`${wants}Text`)}
          submit={t(`${wants}Submit`)}
          onDone={withPassword}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}

interface ScanProps {
  readonly secret: string
  readonly uri: string
  readonly onCode: (code: string) => Promise<void>
  readonly onClose: () => void
}
function Scan({ secret, uri, onCode, onClose }: ScanProps) {
  const t = useTranslations('web.settings.twoFactor')
  return (
    <Asking what="code" text={t('scan')} submit={t('confirm')} onDone={onCode} onClose={onClose}>
      <Suspense fallback={<div className={style.qr} />}>
        <QrCode text={uri} label={t('qr')} />
      </Suspense>
      <SecretText value={secret} label={t('secret')} copied={t('secretCopied')} />
    </Asking>
  )
}

interface AskingProps {
  readonly what: 'password' | 'code'
  readonly text: string
  readonly submit: string
  readonly onDone: (typed: string) => Promise<void>
  readonly onClose: () => void
  readonly children?: ReactNode
}
function Asking({ what, text, submit, onDone, onClose, children }: AskingProps) {
  const t = useTranslations('web.settings.twoFactor')
  const { user } = useMe()
  const [typed, setTyped] = useState('')
  const { busy, error, send } = useSubmit(onDone)
  const form = useFocusOnProblem(error)
  const wrong = error instanceof ApiProblem ? error.at(what, t(what)) : undefined
  const onForm = (event: FormEvent) => {
    event.preventDefault()
    void send(typed)
  }
  return (
    <form className={style.form} onSubmit={onForm} ref={form} noValidate>
      <p className={style.text}>{text}</p>
      {children}
      {what === 'code' ? (
        <CodeField value={typed} onText={setTyped} error={wrong} />
      ) : (
        <>
          <input type="email" name="email" autoComplete="username" value={user?.email ?? ''} readOnly hidden />
          <PasswordField label={t('password')} kind="current" autoFocus value={typed} onText={setTyped} error={wrong} />
        </>
      )}
      <ProblemText error={error} besides={[what]} />
      <div className={style.ways}>
        <Button first type="submit" busy={busy}>
          {submit}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </form>
  )
}
