import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { DealWire } from '../../records/deal.ts'
import { dayBy } from './monthGrid.ts'

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 7, ArrowUp: -7 }

/** Deals by keyboard: Space picks one up, arrows choose the day, Space or Enter puts it there, Escape leaves it. */
export function useDayKeys(
  place: RefObject<HTMLElement | null>,
  said: (day: string) => string,
  onPut: (deal: DealWire, day: string) => void,
) {
  const t = useTranslations('crm.calendar')
  const [picked, pick] = useState<{ readonly id: string; readonly day: string } | null>(null)
  const [words, say] = useState('')
  const follow = useRef<string | null>(null)
  useEffect(() => {
    // a deal that was put somewhere keeps the focus: it was drawn anew on its other day
    const card = follow.current === null ? null : place.current?.querySelector(`[data-deal="${follow.current}"] a`)
    if (card instanceof HTMLElement && document.activeElement !== card) card.focus({ preventScroll: true })
  })
  const onKey = (event: KeyboardEvent, deal: DealWire, day: string) => {
    const { key } = event
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (picked?.id !== deal.id) {
      follow.current = null
      if (key !== ' ') return
      event.preventDefault()
      pick({ id: deal.id, day })
      say(t('pickedUp', { name: deal.name, day: said(day) }))
      return
    }
    const step = steps[key]
    if (step === undefined && key !== ' ' && key !== 'Enter' && key !== 'Escape') return pick(null)
    event.preventDefault()
    if (step !== undefined) {
      const next = dayBy(picked.day, step)
      pick({ id: deal.id, day: next })
      say(said(next))
      return
    }
    pick(null)
    const put = key !== 'Escape' && picked.day !== day
    say(t(put ? 'put' : 'leftThere', { name: deal.name, day: said(picked.day) }))
    if (!put) return
    follow.current = deal.id
    onPut(deal, picked.day)
  }
  return { onKey, words, aim: picked?.day ?? null, pickedId: picked?.id ?? null }
}
