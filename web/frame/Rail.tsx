import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { Icon, Sail } from '#web/parts/Icon.tsx'
import { entries } from './entries.ts'
import { type Entry, entriesFor } from './entry.ts'
import { MeButton } from './MeButton.tsx'
import { modKey } from './modKey.ts'
import type { Over } from './over.ts'
import style from './Rail.module.css'

interface Props {
  readonly may: (permission: string) => boolean
  readonly onOpen: (over: Over) => void
  readonly bell: ReactNode
}

export function Rail({ may, onOpen, bell }: Props) {
  const t = useTranslations('web.frame')
  const { org } = useMe()
  const shown = entriesFor(entries, may)
  return (
    <aside className={style.rail} aria-label={org.name}>
      <div className={style.head}>
        <Link to="/" className={style.org} title={org.name}>
          <Sail />
          <span className="cut">{org.name}</span>
        </Link>
        {bell}
      </div>
      <button
        type="button"
        className={style.search}
        onClick={() => onOpen('palette')}
        aria-keyshortcuts="Control+K Meta+K"
      >
        {t('search')}
        <kbd>{modKey('K')}</kbd>
      </button>
      <nav className={style.entries} aria-label={t('places')}>
        <Entries of={shown.filter(({ group }) => group === 'work')} />
        <hr />
        <Entries of={shown.filter(({ group }) => group === 'own')} />
      </nav>
      <MeButton onShortcuts={() => onOpen('shortcuts')} />
    </aside>
  )
}

function Entries({ of }: { readonly of: readonly Entry[] }) {
  const t = useTranslations()
  return of.map(({ key, to, icon, text }) => (
    <Link
      key={key}
      to={to}
      className={style.entry}
      activeProps={{ className: style.on, 'aria-current': 'page' }}
      preload="intent"
    >
      <Icon name={icon} />
      {t(text)}
    </Link>
  ))
}
