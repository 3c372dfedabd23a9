import { Link } from '@tanstack/react-router'
import { type ListView, lookOf, sameView } from './listView.ts'
import style from './ViewTabs.module.css'

export interface NamedView {
  readonly key: string
  readonly name: string
  readonly view: ListView
  /** Only a table can show it: on the board all deals are open. */
  readonly asTable?: boolean
}

/** What was deleted, from where it can be brought back. */
export const bin = (name: string): NamedView => ({ key: 'bin', name, view: { deleted: 'true' } })

/** Views of a list that are asked for every day, one click each; anything else is a link that one keeps. */
export function ViewTabs({
  label,
  views,
  now,
}: {
  readonly label: string
  readonly views: readonly NamedView[]
  readonly now: ListView
}) {
  return (
    <nav className={style.tabs} aria-label={label}>
      {views.map(({ key, name, view, asTable }) => (
        <Link
          key={key}
          to="."
          search={{ ...lookOf(now), ...(asTable ? { view: undefined } : {}), ...view }}
          replace
          resetScroll={false}
          className={style.tab}
          aria-current={sameView(view, now) ? 'true' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
