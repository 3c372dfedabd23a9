import { Link } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { ListView } from '#web/parts/listView.ts'
import { Money } from '#web/parts/Money.tsx'
import type { GroupJson } from '../../contract.ts'
import { useDropTarget } from '../board/useDragging.ts'
import style from './calendar.module.css'

interface Props {
  readonly day: string
  /** How the day is said in full. */
  readonly said: string
  readonly shown: string
  readonly group: GroupJson | undefined
  readonly today: boolean
  readonly outside: boolean
  readonly aimed: boolean
  /** How many there are beyond those that are shown, and where they are. */
  readonly more: number
  readonly all: ListView
  readonly children: ReactNode
}

/** A day with what falls on it: how many, how much, and the first of them. */
export function DayCell({ day, said, shown, group, today, outside, aimed, more, all, children }: Props) {
  const t = useTranslations('crm.calendar')
  const place = useRef<HTMLElement>(null)
  const over = useDropTarget(place, day)
  return (
    <section
      ref={place}
      className={style.day}
      aria-label={t('dayLabel', { day: said, count: group?.count ?? 0 })}
      data-day={day}
      data-today={today || undefined}
      data-outside={outside || undefined}
      data-empty={!group || undefined}
      data-over={over || aimed || undefined}
    >
      <header>
        <time dateTime={day} aria-current={today ? 'date' : undefined}>
          {shown}
        </time>
        {group && group.parts.length > 0 && (
          <span className="dim">
            <Money of={group.sum} short />
          </span>
        )}
      </header>
      <ol>{children}</ol>
      {more > 0 && (
        <Link to="/deals" search={{ ...all }} className="link">
          {t('further', { count: more })}
        </Link>
      )}
    </section>
  )
}
