import { NativeSelect, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { activeCurrencies } from '#ledger/rules/currency.ts'
import type { SettingUp } from '#platform/auth/contract.ts'
import { client } from '#web/api/client.ts'
import { ApiProblem } from '#web/api/problem.ts'
import { language, languageOf } from '#web/frame/language.ts'
import { Button } from '#web/parts/Button.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useFocusOnProblem, useSubmit } from '#web/parts/useSubmit.ts'
import { ZonePicker } from '#web/settings/ZonePicker.tsx'
import { monthNames } from './choices.ts'
import style from './Door.module.css'
import { Door } from './Door.tsx'
import { EmailInput } from './EmailInput.tsx'
import { guess } from './guess.ts'
import { PasswordField } from './PasswordField.tsx'
import { SampleFirst } from './SampleFirst.tsx'
import { useEnter } from './useEnter.ts'

type Wished = Omit<SettingUp, 'token' | 'locale'>
const asked = ['organisationName', 'name', 'email', 'password', 'timeZone', 'currency', 'fiscalStartMonth'] as const

/** The first page of an installation: four things to say, and what was guessed to look over. */
export function SetUpScreen() {
  const t = useTranslations('web.setUp')
  const token = decodeURIComponent(location.hash.slice(1))
  if (token === '') {
    return (
      <Door
        title={t('noToken')}
        lead={t('noTokenText')}
        below={
          <Link to="/sign-in" className="link">
            {t('signIn')}
          </Link>
        }
      />
    )
  }
  return (
    <Door title={t('title')} lead={t('lead')}>
      <SampleFirst token={token} />
      <SetUpForm token={token} />
    </Door>
  )
}

function SetUpForm({ token }: { readonly token: string }) {
  const t = useTranslations('web.setUp')
  const locale = useLocale()
  const enter = useEnter()
  const [wished, set] = useState<Wished>(() => ({
    organisationName: '',
    name: '',
    email: '',
    password: '',
    ...guess(language()),
  }))
  const { busy, error, send } = useSubmit(async (input: SettingUp) => enter(await client.auth.setUp.run(input)))
  const form = useFocusOnProblem(error)
  const problem = error instanceof ApiProblem ? error : null
  const text = (name: 'organisationName' | 'name' | 'email' | 'password') => ({
    label: t(name),
    name,
    value: wished[name],
    error: problem?.at(name, t(name)),
    onText: (value: string) => set((now) => ({ ...now, [name]: value })),
  })
  const input = (name: 'organisationName' | 'name') => {
    const { onText, ...rest } = text(name)
    return {
      ...rest,
      onChange: (event: { currentTarget: HTMLInputElement }) => onText(event.currentTarget.value),
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send({ ...wished, token, locale: languageOf(locale) ?? 'en' })
  }
  return (
    <form className={style.form} onSubmit={submit} ref={form} noValidate>
      <TextInput
        {...input('organisationName')}
        autoComplete="organization"
        autoFocus
        placeholder={t('organisationExample')}
      />
      <TextInput {...input('name')} autoComplete="name" />
      <EmailInput {...text('email')} />
      <PasswordField {...text('password')} kind="new" />
      <fieldset className={style.guessed}>
        <legend>{t('guessed')}</legend>
        <ZonePicker
          label={t('timeZone')}
          clearable={false}
          value={wished.timeZone}
          error={problem?.at('timeZone')}
          onChange={(timeZone) => timeZone && set((now) => ({ ...now, timeZone }))}
        />
        <div className={style.two}>
          <NativeSelect
            label={t('currency')}
            data={[...activeCurrencies]}
            value={wished.currency}
            error={problem?.at('currency')}
            onChange={({ currentTarget: { value } }) => set((now) => ({ ...now, currency: value }))}
          />
          <NativeSelect
            label={t('fiscalStart')}
            data={monthNames(locale)}
            value={String(wished.fiscalStartMonth)}
            error={problem?.at('fiscalStartMonth')}
            onChange={({ currentTarget: { value } }) => set((now) => ({ ...now, fiscalStartMonth: Number(value) }))}
          />
        </div>
      </fieldset>
      <ProblemText error={error} besides={asked} />
      <Button first type="submit" busy={busy} className={style.submit}>
        {t('submit')}
      </Button>
    </form>
  )
}
