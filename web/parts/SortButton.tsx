import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import style from './SortButton.module.css'

interface Props {
  readonly order: 'ascending' | 'descending' | undefined
  readonly onTurn: () => void
  /** The name stands over the last digit. */
  readonly right?: boolean
  readonly children: ReactNode
}

/** The head of a column by which the rows can be ordered. */
export function SortButton({ order, onTurn, right, children }: Props) {
  return (
    <button type="button" className={style.sort} data-on={order} data-right={right || undefined} onClick={onTurn}>
      {children}
      <Icon name={order === 'ascending' ? 'up' : 'down'} size={12} />
    </button>
  )
}
