import { onlineManager, useIsMutating } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import style from './OfflineBanner.module.css'

/** Says that the connection is gone, and what becomes of the work meanwhile. */
export function OfflineBanner() {
  const t = useTranslations('web.offline')
  const online = useSyncExternalStore(subscribe, () => onlineManager.isOnline())
  const waiting = useIsMutating({ predicate: ({ state }) => state.isPaused })
  return (
    <div role="status">
      {!online && <p className={style.banner}>{waiting > 0 ? t('waiting', { count: waiting }) : t('offline')}</p>}
    </div>
  )
}
const subscribe = (listener: () => void) => onlineManager.subscribe(listener)
