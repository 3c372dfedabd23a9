import { useInfiniteQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useZone } from '#web/api/session.ts'
import type { PanelProps } from '#web/frame/command.ts'
import { useSpoken } from '#web/frame/language.ts'
import { Button } from '#web/parts/Button.tsx'
import { dayIn } from '#web/parts/dates.ts'
import { EmptyState } from '#web/parts/EmptyState.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { SidePanel } from '#web/parts/SidePanel.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import type { NoticeJson } from '../contract.ts'
import style from './NoticeCentre.module.css'
import { NoticeDay } from './NoticeDay.tsx'
import { noticesQuery, useMarkRead } from './noticeQueries.ts'

const which = ['all', 'unread'] as const

/** What others did that concerns me, by day. */
export default function NoticeCentre({ onClose }: PanelProps) {
  const t = useTranslations('web.notices')
  const { language } = useSpoken()
  const zone = useZone()
  const [shown, show] = useState<(typeof which)[number]>('all')
  const markRead = useMarkRead()
  const query = useInfiniteQuery(noticesQuery(shown, language))
  const notices = query.data?.pages.flatMap(({ items }) => items) ?? []
  const [newest] = notices
  const read = (notice: NoticeJson) => {
    if (notice.readAt === null) markRead({ id: notice.id })
  }
  return (
    <SidePanel title={t('title')} onClose={onClose}>
      <div className={style.bar}>
        <div role="radiogroup" aria-label={t('which')} className={style.which}>
          {which.map((one) => (
            <label key={one}>
              <input type="radio" name="which" checked={one === shown} onChange={() => show(one)} />
              <span>{t(one)}</span>
            </label>
          ))}
        </div>
        <Button
          plain
          icon="check"
          disabled={!notices.some(({ readAt }) => readAt === null)}
          onClick={() => newest && markRead({ until: newest.id })}
        >
          {t('readAll')}
        </Button>
      </div>
      {query.isPending && <Waiting lines={5} />}
      <ProblemText error={query.error} />
      {query.isSuccess && notices.length === 0 && (
        <EmptyState title={t(shown === 'all' ? 'noneTitle' : 'allReadTitle')}>
          {t(shown === 'all' ? 'none' : 'allRead')}
        </EmptyState>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the links, which have keys of their own */}
      <div onKeyDown={onArrows}>
        {[...Map.groupBy(notices, ({ at }) => dayIn(at, zone))].map(([day, those]) => (
          <NoticeDay key={day} day={day} notices={those} onRead={read} onGo={onClose} />
        ))}
      </div>
      {query.hasNextPage && (
        <Button plain busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </SidePanel>
  )
}

/** Up and down go from one notice to the next, as in a list of mail. */
function onArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key]
  if (step === undefined) return
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-notice]')]
  const at = lines.findIndex((line) => line === document.activeElement)
  lines[Math.max(0, Math.min(lines.length - 1, at + step))]?.focus()
  event.preventDefault()
}
