import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from './Icon.tsx'
import style from './Notice.module.css'
import { dismiss, type Notice, notices, subscribeToNotices } from './notices.ts'

const shownMs = 6000
const undoMs = 12_000

/** The place where notices appear, read out by screen readers as they come. */
export function NoticeHost() {
  const shown = useSyncExternalStore(subscribeToNotices, notices)
  return (
    <div className={style.host} aria-live="polite" role="status">
      {shown.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function NoticeLine({ notice: { id, text, tone, undo } }: { readonly notice: Notice }) {
  const t = useTranslations('web.notice')
  const [held, hold] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(id), undo ? undoMs : shownMs)
    return () => clearTimeout(timer)
  }, [id, undo, held])
  const takeBack = () => {
    dismiss(id)
    undo?.()
  }
  const keep = {
    onMouseEnter: () => hold(true),
    onMouseLeave: () => hold(false),
    onFocus: () => hold(true),
    onBlur: () => hold(false),
  }
  return (
    <div className={style.notice} data-tone={tone} {...keep}>
      <span className={style.mark}>
        <Icon name={tone === 'done' ? 'check' : 'warning'} />
      </span>
      <span>{text}</span>
      {undo && (
        <button type="button" className={style.undo} onClick={takeBack}>
          {t('undo')}
        </button>
      )}
      <button type="button" className={style.close} onClick={() => dismiss(id)} aria-label={t('close')}>
        <Icon name="close" size={14} />
      </button>
    </div>
  )
}
