import { Link, useRouter } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import style from './BackLink.module.css'
import { Icon } from './Icon.tsx'
import type { ListView } from './listView.ts'
import { cameFrom } from './wayBack.ts'

/** Where a page leads back to. */
export interface Way {
  readonly to: string
  readonly text: string
  /** What the list showed. */
  readonly view?: ListView
}

/** The way back, above a page's title. */
export function BackLink({ to, text, view }: Way) {
  const router = useRouter()
  const goBack = (event: MouseEvent) => {
    const { href } = router.buildLocation({ to, search: { ...view } })
    if (event.ctrlKey || event.metaKey || event.shiftKey || !cameFrom(href)) return
    event.preventDefault()
    router.history.back()
  }
  return (
    <Link to={to} search={{ ...view }} onClick={goBack} className={style.back}>
      <Icon name="left" size={14} />
      {text}
    </Link>
  )
}
