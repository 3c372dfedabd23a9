import { SegmentedControl } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import type { Values } from '#web/api/records.ts'
import { meQuery, useMe } from '#web/api/session.ts'
import { languages, speak, useSpoken } from '#web/frame/language.ts'
import { useOwnChange } from '#web/frame/useSession.ts'
import { themes, useChosenTheme } from '#web/frame/useTheme.ts'
import { textOf } from '#web/parts/field/wireValues.ts'
import { notify } from '#web/parts/notices.ts'
import { RecordForm } from '#web/parts/RecordForm.tsx'
import style from '../Form.module.css'
import { SettingsPage, SettingsPart } from '../SettingsPage.tsx'
import { ZonePicker } from '../ZonePicker.tsx'
import { NoticeChoices } from './NoticeChoices.tsx'
import { profile } from './ownRecords.ts'
import { PasswordForm } from './PasswordForm.tsx'
import { SessionList } from './SessionList.tsx'
import { TwoFactor } from './twoFactor/TwoFactor.tsx'

/** What one sets for oneself. It comes along to every device. */
export function ProfilePage() {
  const t = useTranslations('web.settings.profilePage')
  const { user, member } = useMe()
  return (
    <SettingsPage title={t('title')} lead={user?.email ?? member.email}>
      <SettingsPart title={t('me')}>
        <OwnForm />
      </SettingsPart>
      <SettingsPart title={t('looks')} note={t('looksNote')}>
        <Looks />
      </SettingsPart>
      <NoticeChoices />
      {user && (
        <SettingsPart title={t('password')} note={t('passwordNote')}>
          <PasswordForm />
        </SettingsPart>
      )}
      {user && <TwoFactor />}
      {user && <SessionList />}
    </SettingsPage>
  )
}

function OwnForm() {
  const t = useTranslations('web.settings.profilePage')
  const { member, org } = useMe()
  const queries = useQueryClient()
  const save = async ({ name, timeZone }: Values) => {
    const zone = textOf(timeZone)
    queries.setQueryData(
      meQuery.queryKey,
      await client.auth.session.change({ name: textOf(name), timeZone: zone === '' ? null : zone }),
    )
    notify(t('saved'))
  }
  return (
    <div className={style.narrow}>
      <RecordForm
        source={{ declaration: profile }}
        fields={['name', 'timeZone']}
        values={{ name: member.name, timeZone: member.timeZone }}
        slots={{
          timeZone: ({ value, onChange, error }) => (
            <ZonePicker
              label={t('timeZone')}
              description={t('timeZoneNote', { zone: org.timeZone })}
              value={typeof value === 'string' ? value : null}
              onChange={onChange}
              error={error}
            />
          ),
        }}
        submit={t('save')}
        onSubmit={save}
        focus={false}
      />
    </div>
  )
}

const densities = ['comfortable', 'compact'] as const

/** Language, theme and density take effect as they are chosen. */
function Looks() {
  const t = useTranslations('web.me')
  const { language } = useSpoken()
  const { theme, choose } = useChosenTheme()
  const { member } = useMe()
  const change = useOwnChange()
  const setLanguage = (chosen: string) => {
    const wanted = languages.find((one) => one === chosen)
    if (!wanted) return
    void speak(wanted)
    change({ locale: wanted })
  }
  const setTheme = (chosen: string) => {
    const wanted = themes.find((one) => one === chosen)
    if (wanted) choose(wanted)
  }
  const setDensity = (chosen: string) => {
    const wanted = densities.find((one) => one === chosen)
    if (wanted) change({ density: wanted })
  }
  return (
    <div className={style.pairs}>
      <span id="language">{t('language')}</span>
      <SegmentedControl
        aria-labelledby="language"
        value={language}
        onChange={setLanguage}
        data={languages.map((one) => ({ value: one, label: t(`language_${one}`) }))}
      />
      <span id="theme">{t('theme')}</span>
      <SegmentedControl
        aria-labelledby="theme"
        value={theme}
        onChange={setTheme}
        data={themes.map((one) => ({ value: one, label: t(`theme_${one}`) }))}
      />
      <span id="density">{t('density')}</span>
      <SegmentedControl
        aria-labelledby="density"
        value={member.density}
        onChange={setDensity}
        data={densities.map((one) => ({ value: one, label: t(`density_${one}`) }))}
      />
    </div>
  )
}
