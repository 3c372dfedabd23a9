import { Menu } from '@mantine/core'
import { type ReactElement, useId } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import { Icon } from '#web/parts/Icon.tsx'
import { notifyWrong } from '#web/parts/notices.ts'
import { type Language, languageOf, languages, speak, useSpoken } from './language.ts'
import { useOwnChange, useSignOut } from './useSession.ts'
import { themes, useChosenTheme } from './useTheme.ts'

interface Props {
  /** Where it opens from. */
  readonly button: ReactElement
  readonly onShortcuts: () => void
}

/** What one sets for oneself. */
export default function MeMenu({ button, onShortcuts }: Props) {
  const id = useId()
  // mounted open, it has not seen where the focus was
  const focusTarget = () => document.getElementById(id)?.focus({ preventScroll: true })
  return (
    <Menu id={id} onClose={focusTarget} defaultOpened position="top-start" width={232} withinPortal trapFocus>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <MeItems onShortcuts={onShortcuts} />
      </Menu.Dropdown>
    </Menu>
  )
}

export function MeItems({ onShortcuts }: { readonly onShortcuts: (() => void) | null }) {
  const t = useTranslations('web.me')
  const { language } = useSpoken()
  const { theme, choose } = useChosenTheme()
  const change = useOwnChange()
  const signOut = useSignOut()
  const { member, org } = useMe()
  const ownsReal = org.sample === null && (member.role === 'owner' || member.role === 'admin')
  const setLanguage = (tag: string) => {
    const wanted = languageOf(tag)
    if (wanted === null) return
    void speak(wanted)
    change({ locale: wanted })
  }
  const setTheme = (value: string) => {
    const wanted = themes.find((one) => one === value)
    if (wanted) choose(wanted)
  }
  return (
    <>
      <Menu.Label>{t('language')}</Menu.Label>
      <Menu.RadioGroup value={language} onChange={setLanguage}>
        {languages.map((one) => (
          <Menu.RadioItem key={one} value={one} lang={one} checkIcon={check} closeMenuOnClick>
            {t(`language_${one}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Label>{t('theme')}</Menu.Label>
      <Menu.RadioGroup value={theme} onChange={setTheme}>
        {themes.map((one) => (
          <Menu.RadioItem key={one} value={one} checkIcon={check}>
            {t(`theme_${one}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
      {onShortcuts && (
        <Menu.Item onClick={onShortcuts} rightSection={<kbd>?</kbd>}>
          {t('shortcuts')}
        </Menu.Item>
      )}
      {ownsReal && <Menu.Item onClick={() => void toSample(language)}>{t('sample')}</Menu.Item>}
      <Menu.Item onClick={signOut}>{t('signOut')}</Menu.Item>
    </>
  )
}

/** Another organisation: nothing that was loaded in this one may stay. */
async function toSample(locale: Language): Promise<void> {
  try {
    await client.sample.create({ locale })
    location.assign('/')
  } catch (error) {
    notifyWrong(error instanceof Error ? error.message : String(error))
  }
}

const check = <Icon name="check" size={14} />
