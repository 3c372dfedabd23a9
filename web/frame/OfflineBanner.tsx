import { onlineManager, useIsMutating } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { Button } from '#web/parts/Button.tsx'
import style from './OfflineBanner.module.css'
import { useIsOld } from './worker.ts'

/** Says that the connection is gone, and what becomes of the work meanwhile; or that the server has a newer page. */
export function OfflineBanner() {
  const t = useTranslations('web.offline')
  const online = useSyncExternalStore(subscribe, () => onlineManager.isOnline())
  const waiting = useIsMutating({ predicate: ({ state }) => state.isPaused })
  const isOld = useIsOld()
  const { busy, again } = useAgain()
  return (
    <div role="status">
      {!online && (
        <p className={style.banner}>
          {waiting > 0 ? t('waiting', { count: waiting }) : t('offline')}
          <Button plain busy={busy} onClick={again}>
            {t('again')}
          </Button>
        </p>
      )}
      {online && isOld && (
        <p className={style.banner} data-calm>
          {t('newVersion')}
          <Button plain onClick={() => location.reload()}>
            {t('reload')}
          </Button>
        </p>
      )}
    </div>
  )
}
const subscribe = (listener: () => void) => onlineManager.subscribe(listener)

/** Asks the server: with an answer, what waits goes on, whatever the browser believes of the network. */
function useAgain() {
  const [busy, setBusy] = useState(false)
  const again = async () => {
    setBusy(true)
    await client.auth.session.me({}).then(
      () => onlineManager.setOnline(true),
      () => undefined,
    )
    setBusy(false)
  }
  return { busy, again: () => void again() }
}
