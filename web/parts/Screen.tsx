import { type ReactNode, use, useState } from 'react'
import { usePageTitle } from '#web/frame/usePageTitle.ts'
import { BellContext } from './bellContext.ts'
import style from './Screen.module.css'
import { ScrollContext } from './scrollContext.ts'

interface Props {
  readonly title: string
  /** One line that says what the page shows now. */
  readonly lead?: ReactNode
  /** One dominant action, and few others. */
  readonly actions?: ReactNode
  /** Above the title: the way back. */
  readonly above?: ReactNode
  /** The page is one long table: it scrolls by itself, so that only the rows in view are drawn. */
  readonly filled?: boolean
  /** Nothing scrolls but what stands last: a board. */
  readonly held?: boolean
  readonly children: ReactNode
}

export function Screen({ title, lead, actions, above, filled, held, children }: Props) {
  usePageTitle(title)
  const bell = use(BellContext)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  return (
    <div
      className={style.screen}
      data-filled={filled || undefined}
      data-held={held || undefined}
      data-scroll-restoration-id={filled ? 'page' : undefined}
      ref={filled ? setScroller : undefined}
    >
      {above}
      <div className={style.head}>
        <div className={style.words}>
          <h1>{title}</h1>
          {lead !== undefined && <p className={style.lead}>{lead}</p>}
        </div>
        {bell && <div className={style.bell}>{bell}</div>}
        {actions && <div className={style.actions}>{actions}</div>}
      </div>
      <ScrollContext value={scroller}>{children}</ScrollContext>
    </div>
  )
}
