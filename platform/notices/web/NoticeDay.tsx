import { Link } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'
import { useMe, useZone } from '#web/api/session.ts'
import { dayIn, daysBetween, dayText, timeText } from '#web/parts/dates.ts'
import { useSources } from '#web/parts/sourcesContext.ts'
import type { NoticeJson } from '../contract.ts'
import style from './NoticeCentre.module.css'

interface Props {
  readonly day: string
  readonly notices: readonly NoticeJson[]
  readonly onRead: (notice: NoticeJson) => void
  readonly onGo: () => void
}

export function NoticeDay({ day, notices, onRead, onGo }: Props) {
  const t = useTranslations('web.notices')
  const locale = useLocale()
  const zone = useZone()
  const { today: orgToday } = useMe()
  const today = dayIn(new Date().toISOString(), zone)
  const ago = daysBetween(day, today)
  const named = ago === 0 ? t('today') : ago === 1 ? t('yesterday') : dayText(day, locale, 'short', orgToday)
  return (
    <section>
      <h2>{named}</h2>
      <ul className={style.list}>
        {notices.map((notice) => (
          <li key={notice.id}>
            <Line notice={notice} onRead={() => onRead(notice)} onGo={onGo} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface LineProps {
  readonly notice: NoticeJson
  readonly onRead: () => void
  readonly onGo: () => void
}
function Line({ notice, onRead, onGo }: LineProps) {
  const t = useTranslations('web.notices')
  const locale = useLocale()
  const zone = useZone()
  const to = usePathOf(notice)
  const unread = notice.readAt === null
  const words = (
    <>
      <span className={style.dot} data-unread={unread || undefined}>
        {unread && <span className="hidden-words">{t('isUnread')}</span>}
      </span>
      <span className={style.text}>{notice.text}</span>
      <time className="num dim small" dateTime={notice.at}>
        {timeText(Date.parse(notice.at), locale, zone)}
      </time>
    </>
  )
  if (to === null) {
    return (
      <button type="button" data-notice className={style.line} onClick={onRead}>
        {words}
      </button>
    )
  }
  const go = () => {
    onRead()
    onGo()
  }
  return (
    <Link to={to} data-notice className={style.line} onClick={go}>
      {words}
    </Link>
  )
}

/** Where it leads: to its record's page. What is no longer mine is not mine to open. */
function usePathOf({ subjectType, subjectId, kind }: NoticeJson): string | null {
  const sources = useSources()
  if (subjectId === null || kind.endsWith('.taken')) return null
  if (subjectType === 'import') return `/import/${subjectId}`
  return sources.find(({ declaration }) => declaration.type === subjectType)?.pageOf?.(subjectId) ?? null
}
