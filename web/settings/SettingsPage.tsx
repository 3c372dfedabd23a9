import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { BackLink, type Way } from '#web/parts/BackLink.tsx'
import { phone } from '#web/parts/phone.ts'
import { Screen } from '#web/parts/Screen.tsx'
import style from './SettingsPage.module.css'

interface Props {
  readonly title: string
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  /** The page above this one within the settings; without one it is the list of topics, on a phone. */
  readonly back?: Way
  readonly filled?: boolean
  readonly children: ReactNode
}

/** A page of the settings, with the way back. */
export function SettingsPage({ back, children, ...screen }: Props) {
  const t = useTranslations('web.settings')
  const onPhone = useMediaQuery(phone, undefined, { getInitialValueInEffect: false })
  const way = back ?? (onPhone ? { to: '/settings', text: t('title') } : null)
  return (
    <Screen {...screen} above={way && <BackLink {...way} />}>
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
