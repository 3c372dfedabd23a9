import { Link } from '@tanstack/react-router'
import style from './BackLink.module.css'
import { Icon } from './Icon.tsx'

/** Where a page leads back to. */
export interface Way {
  readonly to: string
  readonly text: string
}

/** The way back, above a page's title. */
export function BackLink({ to, text }: Way) {
  return (
    <Link to={to} className={style.back}>
      <Icon name="left" size={14} />
      {text}
    </Link>
  )
}
