import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Names } from '#web/api/records.ts'
import type { DealWire } from '../../records/deal.ts'
import { keyOf, type Target } from './boardTargets.ts'

interface Picked {
  readonly deal: DealWire
  readonly names: Names
  /** Which of the targets it would be put to now. */
  readonly at: number
}

/**
 * Cards by keyboard: arrows go from card to card; Space picks one up, arrows choose where, Space or Enter puts it there,
 * Escape leaves it. What happens is said aloud.
 */
export function useCardKeys(
  board: RefObject<HTMLElement | null>,
  targets: readonly Target[],
  onPut: (deal: DealWire, names: Names, target: Target) => void,
) {
  const t = useTranslations('crm.board')
  const [picked, pick] = useState<Picked | null>(null)
  const [said, say] = useState('')
  const follow = useFollowing(board)
  const called = (target: Target | undefined) =>
    target === undefined ? '' : target.kind === 'stage' ? target.stage.name : t(target.kind)
  const held = ({ deal, names, at }: Picked, key: string): boolean => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key]
    if (step !== undefined) {
      const next = Math.max(0, Math.min(targets.length - 1, at + step))
      pick({ deal, names, at: next })
      say(t('over', { stage: called(targets[next]) }))
      return true
    }
    if (key === 'ArrowUp' || key === 'ArrowDown') return true
    if (key === ' ' || key === 'Enter') {
      const target = targets[at]
      pick(null)
      if (target === undefined || keyOf(target) === deal.stageId) say(t('leftThere', { name: deal.name }))
      else {
        follow.current = deal.id
        say(t('put', { name: deal.name, stage: called(target) }))
        onPut(deal, names, target)
      }
      return true
    }
    if (key !== 'Escape') return false
    pick(null)
    say(t('leftThere', { name: deal.name }))
    return true
  }
  const onKey = (event: KeyboardEvent, deal: DealWire, names: Names) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { key } = event
    if (picked !== null) {
      if (held(picked, key)) event.preventDefault()
      else pick(null)
      return
    }
    follow.current = null
    if (key === ' ' && targets.length > 0) {
      event.preventDefault()
      const at = targets.findIndex((target) => keyOf(target) === deal.stageId)
      pick({ deal, names, at: Math.max(0, at) })
      say(t('pickedUp', { name: deal.name, stage: called(targets[at]) }))
    } else if (key.startsWith('Arrow') && board.current) {
      event.preventDefault()
      neighbour(board.current, deal.id, key)?.focus()
    }
  }
  const target = picked === null ? undefined : targets[picked.at]
  return { onKey, said, say, pickedId: picked?.deal.id ?? null, aim: target === undefined ? null : keyOf(target) }
}

/** The card that was put somewhere keeps the focus: it was drawn anew in its other column. */
function useFollowing(board: RefObject<HTMLElement | null>): RefObject<string | null> {
  const follow = useRef<string | null>(null)
  useEffect(() => {
    const card = follow.current === null ? null : board.current?.querySelector(`[data-deal="${follow.current}"] a`)
    if (!(card instanceof HTMLElement) || document.activeElement === card) return
    card.focus({ preventScroll: true })
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  return follow
}

/** The card above or below, or at the same height in the next column that has any. */
function neighbour(board: HTMLElement, id: string, key: string): HTMLElement | null {
  const columns = [...board.querySelectorAll('[data-column]')].map((column) => [
    ...column.querySelectorAll<HTMLElement>('[data-deal] a'),
  ])
  const isHere = (card: HTMLElement) => card.closest('[data-deal]')?.getAttribute('data-deal') === id
  const c = columns.findIndex((cards) => cards.some(isHere))
  const row = columns[c]?.findIndex(isHere) ?? -1
  if (key === 'ArrowDown' || key === 'ArrowUp') return columns[c]?.[row + (key === 'ArrowDown' ? 1 : -1)] ?? null
  const step = key === 'ArrowRight' ? 1 : -1
  for (let at = c + step; at >= 0 && at < columns.length; at += step) {
    const cards = columns[at] ?? []
    if (cards.length > 0) return cards[Math.min(row, cards.length - 1)] ?? null
  }
  return null
}
