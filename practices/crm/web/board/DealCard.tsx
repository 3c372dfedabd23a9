import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { Names } from '#web/api/records.ts'
import { useMe } from '#web/api/session.ts'
import { daysBetween } from '#web/parts/dates.ts'
import { MenuButton } from '#web/parts/MenuButton.tsx'
import { Money } from '#web/parts/Money.tsx'
import type { MenuEntry } from '#web/parts/menuEntry.ts'
import { Face } from '#web/parts/PersonName.tsx'
import type { TouchJson } from '../../contract.ts'
import type { DealWire } from '../../records/deal.ts'
import { CloseDay } from '../CloseDay.tsx'
import style from './board.module.css'
import { NextStepMark } from './NextStepMark.tsx'
import { useDraggable } from './useDragging.ts'

interface Props {
  readonly deal: DealWire
  readonly names: Names
  readonly touch: TouchJson | undefined
  /** After how many days without a contact a deal of this stage is stale. */
  readonly staleAfterDays: number | null
  readonly picked: boolean
  readonly fixed: boolean
  readonly entries: readonly MenuEntry[]
  readonly hint: string
  readonly onKey: (event: KeyboardEvent, deal: DealWire) => void
}

/** A deal on the board: what, for whom, how much, until when, whose, and what comes next. */
export function DealCard({ deal, names, touch, staleAfterDays, picked, fixed, entries, hint, onKey }: Props) {
  const t = useTranslations('crm.board')
  const place = useRef<HTMLLIElement>(null)
  const dragged = useDraggable(place, deal.id, fixed)
  const { today } = useMe()
  const owner = deal.ownerId === null ? null : (names[deal.ownerId] ?? null)
  const quiet = touch ? daysBetween(later(deal.createdOn, touch.lastContactOn), today) : 0
  const stale = staleAfterDays !== null && quiet > staleAfterDays
  return (
    <li
      ref={place}
      className={style.card}
      data-deal={deal.id}
      data-dragged={dragged || undefined}
      data-picked={picked || undefined}
      data-movable={!fixed || undefined}
    >
      <div className={style.top}>
        <Link
          to="/deals/$dealId"
          params={{ dealId: deal.id }}
          className={style.name}
          draggable={false}
          aria-describedby={fixed ? undefined : hint}
          onKeyDown={(event) => onKey(event, deal)}
        >
          {deal.name}
        </Link>
        {entries.length > 0 && (
          <MenuButton
            plain
            icon="dots"
            className={style.dots}
            aria-label={t('more', { name: deal.name })}
            entries={entries}
          />
        )}
      </div>
      {deal.accountId !== null && names[deal.accountId] !== undefined && (
        <div className={`${style.account} cut`}>{names[deal.accountId]}</div>
      )}
      <div className={style.line}>
        <b className="num">
          <Money of={deal.amount} trim />
        </b>
        <span className={style.day}>
          {deal.closesOn === null ? <span className="dim">{t('noCloseDay')}</span> : <CloseDay of={deal} />}
        </span>
      </div>
      <div className={style.line}>
        <NextStepMark of={deal} />
        {owner !== null && (
          <span title={owner} className={style.owner}>
            <Face name={owner} small />
            <span className="hidden-words">{owner}</span>
          </span>
        )}
      </div>
      {stale && <div className={style.stale}>{t('stale', { count: quiet })}</div>}
    </li>
  )
}

const later = (a: string, b: string | null) => (b !== null && b > a ? b : a)
