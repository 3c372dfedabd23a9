import { Link } from '@tanstack/react-router'
import style from './BackLink.module.css'
import { Icon } from './Icon.tsx'
import type { ListView } from './listView.ts'

/** Where a page leads back to. */
export interface Way {
  readonly to: string
  readonly text: string
  /** What the list showed. */
  readonly view?: ListView
}

/** The way back, above a page's title. */
export function BackLink({ to, text, view }: Way) {
  return (
    <Link to={to} search={{ ...view }} className={style.back}>
      <Icon name="left" size={14} />
      {text}
    </Link>
  )
}
