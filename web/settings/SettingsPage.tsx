import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from '#web/parts/Icon.tsx'
import { phone } from '#web/parts/phone.ts'
import { Screen } from '#web/parts/Screen.tsx'
import style from './SettingsPage.module.css'

interface Props {
  readonly title: string
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  /** The page above this one within the settings; without one it is the list of topics, on a phone. */
  readonly back?: { readonly to: string; readonly text: string }
  readonly filled?: boolean
  readonly children: ReactNode
}

/** A page of the settings, with the way back. */
export function SettingsPage({ back, children, ...screen }: Props) {
  const t = useTranslations('web.settings')
  const onPhone = useMediaQuery(phone, undefined, { getInitialValueInEffect: false })
  const way = back ?? (onPhone ? { to: '/settings', text: t('title') } : null)
  const above = way && (
    <Link to={way.to} className={style.back}>
      <Icon name="left" size={14} />
      {way.text}
    </Link>
  )
  return (
    <Screen {...screen} above={above}>
      {screen.filled ? children : <div className={style.sections}>{children}</div>}
    </Screen>
  )
}

interface PartProps {
  readonly title: string
  /** What it is for, in one line. */
  readonly note?: ReactNode
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** A part of a page under its own heading. */
export function SettingsPart({ title, note, action, children }: PartProps) {
  return (
    <section className={style.part}>
      <div className={style.head}>
        <div>
          <h2>{title}</h2>
          {note !== undefined && <p className={style.note}>{note}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}
