import { Menu } from '@mantine/core'
import { type ReactElement, useId } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from '#web/parts/Icon.tsx'
import { languageOf, languages, speak, useSpoken } from './language.ts'
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
      <Menu.Item onClick={signOut}>{t('signOut')}</Menu.Item>
    </>
  )
}

const check = <Icon name="check" size={14} />
