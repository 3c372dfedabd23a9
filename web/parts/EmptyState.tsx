import type { ReactNode } from 'react'
import style from './EmptyState.module.css'

interface Props {
  readonly title: string
  /** What will be here, and why it pays. */
  readonly children: ReactNode
  /** The first step. */
  readonly action?: ReactNode
}

export function EmptyState({ title, children, action }: Props) {
  return (
    <div className={style.empty}>
      <p className={style.title}>{title}</p>
      <p className={style.words}>{children}</p>
      {action && <div className={style.ways}>{action}</div>}
    </div>
  )
}
