import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from '#web/parts/Icon.tsx'
import style from './BottomBar.module.css'
import { entries } from './entries.ts'
import { entriesFor } from './entry.ts'
import type { Over } from './over.ts'

const MoreSheet = lazy(() => import('./MoreSheet.tsx'))

interface Props {
  readonly may: (permission: string) => boolean
  readonly onOpen: (over: Over) => void
}

/** A phone's bar within reach of the thumb; what is not in it stands behind More. */
export function BottomBar({ may, onOpen }: Props) {
  const t = useTranslations()
  const [more, openMore] = useState(false)
  const shown = entriesFor(entries, may)
  return (
    <>
      <nav className={style.bar} aria-label={t('web.frame.places')}>
        {shown
          .filter(({ bar }) => bar)
          .map((one) => (
            <Link key={one.key} to={one.to} activeProps={{ className: style.on, 'aria-current': 'page' }}>
              <Icon name={one.icon} size={20} />
              {t(one.text)}
            </Link>
          ))}
        <button type="button" onClick={() => openMore(true)} aria-haspopup="dialog">
          <Icon name="more" size={20} />
          {t('web.frame.more')}
        </button>
      </nav>
      {more && (
        <Suspense fallback={null}>
          <MoreSheet
            entries={shown.filter(({ bar }) => !bar)}
            onSearch={() => onOpen('palette')}
            onClose={() => openMore(false)}
          />
        </Suspense>
      )}
    </>
  )
}
