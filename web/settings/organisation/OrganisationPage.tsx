import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import type { Values } from '#web/api/records.ts'
import { meQuery, useMe } from '#web/api/session.ts'
import { monthNames } from '#web/auth/choices.ts'
import { languageOf } from '#web/frame/language.ts'
import { Button } from '#web/parts/Button.tsx'
import { textOf } from '#web/parts/field/wireValues.ts'
import { notify } from '#web/parts/notices.ts'
import { RecordForm } from '#web/parts/RecordForm.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import style from '../Form.module.css'
import { organisationChange } from '../own/ownRecords.ts'
import { SettingsPage, SettingsPart } from '../SettingsPage.tsx'
import { weekdayNames } from '../weekdayNames.ts'
import { MailPart } from './MailPart.tsx'
import { Ownership } from './Ownership.tsx'

const BasisForm = lazy(() => import('./BasisForm.tsx').then((module) => ({ default: module.BasisForm })))

/** Name and language can be changed at once; clock and year after one saw what that restates; the money while nothing counts. */
export function OrganisationPage() {
  const t = useTranslations('web.settings.organisationPage')
  const { org, member } = useMe()
  const [changing, change] = useState(false)
  // as the route itself: owner and admin
  const mayChange = member.role === 'owner' || member.role === 'admin'
  return (
    <SettingsPage title={t('title')} lead={org.name}>
      {mayChange && (
        <SettingsPart title={t('names')}>
          <ChangeForm />
        </SettingsPart>
      )}
      <SettingsPart
        title={t('basis')}
        note={t('basisNote')}
        action={mayChange && !changing && <Button onClick={() => change(true)}>{t('change')}</Button>}
      >
        {changing ? (
          <Suspense fallback={<Waiting lines={4} />}>
            <BasisForm onClose={() => change(false)} />
          </Suspense>
        ) : (
          <Basis />
        )}
      </SettingsPart>
      <Ownership />
      <MailPart />
    </SettingsPage>
  )
}

function ChangeForm() {
  const t = useTranslations('web.settings.organisationPage')
  const { org } = useMe()
  const queries = useQueryClient()
  const save = async ({ name, locale }: Values) => {
    await client.org.organisation.change({ name: textOf(name), locale: languageOf(textOf(locale)) ?? 'en' })
    await queries.invalidateQueries({ queryKey: meQuery.queryKey })
    notify(t('saved'))
  }
  return (
    <div className={style.narrow}>
      <RecordForm
        source={{ declaration: organisationChange }}
        fields={['name', 'locale']}
        values={{ name: org.name, locale: languageOf(org.locale) ?? 'en' }}
        submit={t('save')}
        onSubmit={save}
        focus={false}
      />
    </div>
  )
}

function Basis() {
  const t = useTranslations('web.settings.organisationPage')
  const locale = useLocale()
  const { org } = useMe()
  const month = monthNames(locale).find(({ value }) => value === String(org.fiscalStartMonth))?.label ?? ''
  const facts = [
    { key: 'currency', value: currencyName(org.currency, locale) },
    { key: 'timeZone', value: org.timeZone.replaceAll('_', ' ') },
    { key: 'year', value: t('yearValue', { month, naming: org.fiscalNaming, pattern: org.pattern }) },
    { key: 'week', value: weekdayNames(locale)[org.weekStart - 1] ?? '' },
    { key: 'slug', value: org.slug },
  ]
  return (
    <dl className={style.facts}>
      {facts.flatMap(({ key, value }) => [
        <dt key={`${key}-name`}>{t(key)}</dt>,
        <dd key={key}>
          {value}
          <small>{t(`${key}Why`)}</small>
        </dd>,
      ])}
    </dl>
  )
}

function currencyName(code: string, locale: string): string {
  const name = new Intl.DisplayNames(locale, { type: 'currency' }).of(code)
  return name === undefined || name === code ? code : `${name} (${code})`
}
