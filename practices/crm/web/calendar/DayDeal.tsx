import { Link, useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { MenuButton } from '#web/parts/MenuButton.tsx'
import { Money } from '#web/parts/Money.tsx'
import type { DealWire } from '../../records/deal.ts'
import { useDraggable } from '../board/useDragging.ts'
import style from './calendar.module.css'
import { dayBy } from './monthGrid.ts'
import type { Dated } from './useDayMoves.ts'

interface Props {
  readonly deal: DealWire
  readonly day: string
  readonly by: Dated
  readonly fixed: boolean
  readonly late: boolean
  readonly picked: boolean
  readonly hint: string
  readonly onKey: (event: KeyboardEvent, deal: DealWire, day: string) => void
  readonly onMove: (deal: DealWire, to: string) => void
}

/** A deal on its day. */
export function DayDeal({ deal, day, by, fixed, late, picked, hint, onKey, onMove }: Props) {
  const t = useTranslations('crm.calendar')
  const place = useRef<HTMLLIElement>(null)
  const dragged = useDraggable(place, deal.id, fixed)
  const navigate = useNavigate()
  const later = [1, 7].map((days) => ({
    key: String(days),
    text: t(days === 1 ? 'aDayLater' : 'aWeekLater'),
    onSelect: () => onMove(deal, dayBy(day, days)),
  }))
  const open = () => void navigate({ to: '/deals/$dealId', params: { dealId: deal.id } })
  return (
    <li
      ref={place}
      className={style.deal}
      data-deal={deal.id}
      data-dragged={dragged || undefined}
      data-picked={picked || undefined}
      data-movable={!fixed || undefined}
      data-late={late || undefined}
    >
      <Link
        to="/deals/$dealId"
        params={{ dealId: deal.id }}
        draggable={false}
        title={deal.name}
        aria-describedby={fixed ? undefined : hint}
        {...(fixed ? {} : { onKeyDown: (event) => onKey(event, deal, day) })}
      >
        <span className="cut">{by === 'nextStepOn' && deal.nextStep ? deal.nextStep : deal.name}</span>
        {by === 'nextStepOn' && deal.nextStep ? (
          <small className="cut">{deal.name}</small>
        ) : (
          <small>
            <Money of={deal.amount} short />
          </small>
        )}
      </Link>
      {!fixed && (
        <MenuButton
          plain
          icon="dots"
          className={style.menu}
          aria-label={t('more', { name: deal.name })}
          entries={[{ key: 'open', text: t('open'), onSelect: open }, ...later]}
        />
      )}
    </li>
  )
}
