import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { unreadQuery } from '#platform/notices/web/noticeQueries.ts'
import { Icon } from '#web/parts/Icon.tsx'
import style from './Bell.module.css'
import { showUnread } from './usePageTitle.ts'

const shownMost = 99

/** How many notices wait. The count changes by itself. */
export function Bell({ onOpen }: { readonly onOpen: () => void }) {
  const t = useTranslations('web.notices')
  const count = useQuery(unreadQuery).data?.count ?? 0
  return (
    <button
      type="button"
      className={style.bell}
      onClick={onOpen}
      aria-haspopup="dialog"
      aria-label={t('bell', { count })}
      title={t('title')}
    >
      <Icon name="bell" size={18} />
      {count > 0 && (
        <span className={`num ${style.count}`} aria-hidden="true">
          {count > shownMost ? `${shownMost}+` : count}
        </span>
      )}
    </button>
  )
}

/** The count where the page itself is not seen: in the tab's title and sign, and on the icon of the installed app. */
export function useUnreadShown(): void {
  const count = useQuery(unreadQuery).data?.count ?? 0
  useEffect(() => {
    showUnread(count)
    const sign = document.querySelector('link[rel=icon]')
    sign?.setAttribute('href', count > 0 ? '/sail-unread.svg' : '/sail.svg')
    if ('setAppBadge' in navigator) navigator.setAppBadge(count).catch(() => undefined)
  }, [count])
  // who signs out leaves no count behind
  useEffect(
    () => () => {
      showUnread(0)
      if ('clearAppBadge' in navigator) navigator.clearAppBadge().catch(() => undefined)
    },
    [],
  )
}
