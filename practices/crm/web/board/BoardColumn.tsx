import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Names } from '#web/api/records.ts'
import { useMay } from '#web/api/session.ts'
import { type ListQuery, useRecordList } from '#web/api/useRecordList.ts'
import { Button } from '#web/parts/Button.tsx'
import type { Filters } from '#web/parts/filters.ts'
import { Money } from '#web/parts/Money.tsx'
import type { MenuEntry } from '#web/parts/menuEntry.ts'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import type { GroupJson, GroupsJson } from '../../contract.ts'
import type { DealWire } from '../../records/deal.ts'
import { dealTouches } from '../dealGroups.ts'
import { dealSource } from '../sources.ts'
import type { StageOf } from '../useStages.ts'
import style from './board.module.css'
import ColumnSum from './ColumnSum.tsx'
import { DealCard } from './DealCard.tsx'
import { QuickDeal } from './QuickDeal.tsx'
import type { Moved } from './useBoardMoves.ts'
import { useDropTarget } from './useDragging.ts'

interface Props {
  readonly stage: StageOf
  readonly filter: Filters
  readonly asked: Pick<ListQuery, 'search' | 'sort'>
  readonly group: GroupJson | undefined
  readonly rates: GroupsJson['rates']
  readonly moved: ReadonlyMap<string, Moved>
  /** Chosen with the arrow keys for the card that was picked up. */
  readonly aimed: boolean
  readonly pickedId: string | null
  readonly hint: string
  readonly entriesOf: (deal: DealWire, names: Names) => readonly MenuEntry[]
  readonly onKey: (event: KeyboardEvent, deal: DealWire, names: Names) => void
}

const cardsAtOnce = { size: 30, counted: false } as const

/** The deals of one stage, loaded as one scrolls, with how many and how much. */
export function BoardColumn(props: Props) {
  const { stage, filter, asked, group, moved, aimed, pickedId, hint, entriesOf, onKey } = props
  const t = useTranslations('crm.board')
  const may = useMay()
  const list = useRecordList(dealSource, { ...asked, filter }, cardsAtOnce)
  const place = useRef<HTMLElement>(null)
  const over = useDropTarget(place, stage.id)
  const arrived = [...moved.values()].filter(({ to, deal }) => to === stage.id && !list.records.some(isOne(deal.id)))
  const here = list.records.filter(({ id }) => (moved.get(id)?.to ?? stage.id) === stage.id)
  const cards = [
    ...arrived.map(({ deal, names }) => ({ deal, names })),
    ...here.map((deal) => ({ deal, names: list.names })),
  ]
  const { data: touches } = useQuery(dealTouches(cards.map(({ deal }) => deal.id)))
  const left = [...moved.values()].filter(
    ({ from, to, deal }) => from === stage.id && to !== from && list.records.some(isOne(deal.id)),
  )
  const count = (group?.count ?? 0) + arrived.length - left.length
  return (
    <section
      ref={place}
      className={style.column}
      data-column={stage.id}
      data-over={over || aimed || undefined}
      aria-label={t('columnLabel', { stage: stage.name, count })}
    >
      <ColumnHead {...props} count={count} />
      <div className={style.cards}>
        {list.state === 'loading' && <Waiting lines={4} />}
        {list.state === 'failed' && (
          <>
            <ProblemText error={list.error} />
            <Button onClick={list.reload}>{t('again')}</Button>
          </>
        )}
        <ol className={style.list}>
          {cards.map(({ deal, names }) => (
            <DealCard
              key={deal.id}
              deal={deal}
              names={names}
              touch={touches?.items.find(isOne(deal.id))}
              staleAfterDays={stage.staleAfterDays}
              picked={deal.id === pickedId}
              fixed={!may('deal.advance')}
              entries={entriesOf(deal, names)}
              hint={hint}
              onKey={(event) => onKey(event, deal, names)}
            />
          ))}
        </ol>
        {list.state === 'shown' && cards.length === 0 && <p className={style.nothing}>{t('emptyColumn')}</p>}
        {list.loadMore !== null && <Further onSeen={list.loadMore} />}
      </div>
    </section>
  )
}
const isOne = (id: string) => (one: { readonly id: string }) => one.id === id

function ColumnHead({ stage, filter, group, rates, count }: Props & { readonly count: number }) {
  const t = useTranslations('crm.board')
  const may = useMay()
  const [adding, add] = useState(false)
  return (
    <>
      <header className={style.columnHead}>
        <h2>
          {stage.name} <small className="num">{count}</small>
        </h2>
        {may('deal.create') && (
          <Button plain icon="plus" aria-label={t('newIn', { stage: stage.name })} onClick={() => add(!adding)} />
        )}
        <div className={style.sums}>
          {group && (
            <>
              <ColumnSum group={group} rates={rates} filter={filter} label={stage.name} />
              <span className="dim">
                {t('weighted')} <Money of={group.weighted} short />
              </span>
            </>
          )}
        </div>
      </header>
      {adding && <QuickDeal stageId={stage.id} onClose={() => add(false)} />}
    </>
  )
}

/** The end of what is loaded: coming into view, it asks for more. */
function Further({ onSeen }: { readonly onSeen: () => void }) {
  const t = useTranslations('crm.board')
  const place = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!place.current) return
    const seen = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && onSeen(),
      {
        rootMargin: '400px',
      },
    )
    seen.observe(place.current)
    return () => seen.disconnect()
  }, [onSeen])
  return (
    <button type="button" ref={place} className={style.further} onClick={onSeen}>
      {t('further')}
    </button>
  )
}
