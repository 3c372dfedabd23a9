import { onlineManager } from '@tanstack/react-query'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ErrorScreen } from './ErrorScreen.tsx'
import { OfflineBanner } from './OfflineBanner.tsx'

/** The frame could not learn who is signed in: mostly as there is no connection. It goes on by itself once there is one. */
export function OutOfReach(props: ErrorComponentProps) {
  const router = useRouter()
  const { reset } = props
  useEffect(
    () =>
      onlineManager.subscribe((isOnline) => {
        if (!isOnline) return
        reset()
        void router.invalidate()
      }),
    [router, reset],
  )
  return (
    <>
      <OfflineBanner />
      <ErrorScreen {...props} />
    </>
  )
}
