import { useSyncExternalStore } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { bytesText } from './bytesText.ts'
import style from './files.module.css'
import { cancel, type Of, pause, resume, type Sending, sendingsOf, subscribeToSendings } from './uploads.ts'

/** What is on its way to a record, and how far. */
export function SendingList({ of }: { readonly of: Of }) {
  const t = useTranslations('files')
  const sendings = useSyncExternalStore(subscribeToSendings, () => sendingsOf(of))
  if (sendings.length === 0) return null
  return (
    <ul className={style.list} aria-label={t('uploads')}>
      {sendings.map((sending) => (
        <SendingLine key={sending.key} of={of} sending={sending} />
      ))}
    </ul>
  )
}

function SendingLine({ of, sending }: { readonly of: Of; readonly sending: Sending }) {
  const t = useTranslations('files')
  const locale = useLocale()
  const { key, file, state, sent, error } = sending
  const { name, size } = file
  const percent = Math.floor((sent * 100) / Math.max(size, 1))
  const isHeld = state === 'paused' || state === 'offline'
  return (
    <li className={style.sending} data-state={state}>
      <div className={style.line}>
        <span className={style.words}>
          <span className={style.name}>{name}</span>
          <span className="dim small" aria-live="polite">
            {t(`state.${state}`, { percent, sent: bytesText(sent, locale), size: bytesText(size, locale) })}
          </span>
        </span>
        {state === 'sending' && (
          <Button plain icon="pause" aria-label={t('pause', { name })} onClick={() => void pause(of, key)} />
        )}
        {isHeld && <Button plain icon="play" aria-label={t('resume', { name })} onClick={() => resume(of, key)} />}
        <Button
          plain
          icon="close"
          aria-label={t(state === 'refused' ? 'dismiss' : 'cancel', { name })}
          onClick={() => void cancel(of, key)}
        />
      </div>
      {state === 'refused' ? (
        error && <ProblemText error={error} />
      ) : (
        <progress className={style.bar} aria-label={name} value={sent} max={Math.max(size, 1)} />
      )}
    </li>
  )
}
