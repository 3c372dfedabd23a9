import { type RefObject, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { GroupsJson } from '../../contract.ts'
import type { StageOf } from '../useStages.ts'
import style from './board.module.css'

interface Props {
  readonly stages: readonly StageOf[]
  readonly groups: GroupsJson | undefined
  readonly board: RefObject<HTMLElement | null>
}

/** On a phone one column is shown at a time: swiped through, or chosen here. */
export function StageTabs({ stages, groups, board }: Props) {
  const t = useTranslations('crm.board')
  const [at, setAt] = useState(0)
  useEffect(() => {
    const scroller = board.current
    if (!scroller) return
    const seen = () => setAt(Math.round(scroller.scrollLeft / Math.max(1, scroller.clientWidth)))
    scroller.addEventListener('scroll', seen, { passive: true })
    return () => scroller.removeEventListener('scroll', seen)
  }, [board])
  const go = (i: number) => board.current?.scrollTo({ left: i * board.current.clientWidth, behavior: 'smooth' })
  return (
    <nav className={style.tabs} aria-label={t('stages')}>
      {stages.map(({ id, name }, i) => (
        <button
          key={id}
          type="button"
          aria-current={i === at}
          onClick={() => go(i)}
          ref={i === at ? intoView : undefined}
        >
          {name} <span className="num">{groups?.groups.find(({ key }) => key === id)?.count ?? 0}</span>
        </button>
      ))}
    </nav>
  )
}
const intoView = (tab: HTMLElement | null) => {
  const bar = tab?.parentElement
  if (tab && bar) bar.scrollLeft = tab.offsetLeft - (bar.clientWidth - tab.offsetWidth) / 2
}
