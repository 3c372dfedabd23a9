import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { notify } from '#web/parts/notices.ts'
import style from './unsent.module.css'
import { discard, sendUnsent, type Unsent, useUnsent } from './unsent.ts'

const againMs = 30_000

/** What was logged without a connection, until it has arrived: sent by itself, or by hand. */
export default function UnsentContacts() {
  const t = useTranslations('crm.unsent')
  const { member } = useMe()
  const unsent = useUnsent(member.id)
  const waiting = unsent.filter(({ refused }) => refused === null).length
  const { busy, send } = useSending(member.id, waiting > 0)
  return (
    <div role="status">
      {waiting > 0 && (
        <p className={style.line}>
          {t('waiting', { count: waiting })}
          <Button plain busy={busy} onClick={send}>
            {t('send')}
          </Button>
        </p>
      )}
      {unsent.map((one) => one.refused !== null && <Refused key={one.key} of={one} memberId={member.id} />)}
    </div>
  )
}

function Refused({ of: { key, input, refused }, memberId }: { readonly of: Unsent; readonly memberId: string }) {
  const t = useTranslations('crm.unsent')
  return (
    <p className={style.line} data-refused>
      <span>{t('refused', { subject: input.subject, reason: refused ?? '' })}</span>
      <Button plain onClick={() => discard(memberId, key)}>
        {t('discard')}
      </Button>
    </p>
  )
}

/** At once, when the connection is back, and now and then in between: a server may be away with the network there. */
function useSending(memberId: string, wanted: boolean) {
  const t = useTranslations('crm.unsent')
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const isSending = useRef(false)
  const send = async () => {
    if (isSending.current) return
    isSending.current = true
    setBusy(true)
    const arrived = await sendUnsent(memberId)
    isSending.current = false
    setBusy(false)
    if (arrived === 0) return
    notify(t('sent', { count: arrived }))
    await queries.invalidateQueries({ queryKey: [['crm']] })
  }
  const sendNow = useEffectEvent(() => void send())
  useEffect(() => {
    if (!wanted) return
    sendNow()
    const timer = setInterval(sendNow, againMs)
    const onBack = () => sendNow()
    window.addEventListener('online', onBack)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', onBack)
    }
  }, [wanted])
  return { busy, send: () => void send() }
}
