import type { ReactNode } from 'react'
import type { IconName } from '#web/frame/icons.ts'
import { Day } from '../Day.tsx'
import { Icon } from '../Icon.tsx'
import style from './Timeline.module.css'

export interface Moment {
  readonly id: string
  readonly icon: IconName
  readonly day: string
  readonly title: ReactNode
  readonly body?: ReactNode
  /** Who, and how it went. */
  readonly note?: ReactNode
  readonly quiet?: boolean
}

/** What happened, the newest first; grouped under its days. */
export function Timeline({ moments, label }: { readonly moments: readonly Moment[]; readonly label: string }) {
  return (
    <ol className={style.line} aria-label={label}>
      {moments.map(({ id, icon, day, title, body, note, quiet }, i) => (
        <li key={id} className={style.moment} data-quiet={quiet || undefined}>
          <span className={style.day}>{moments[i - 1]?.day === day ? null : <Day of={day} />}</span>
          <span className={style.sign}>
            <Icon name={icon} size={14} />
          </span>
          <div className={style.words}>
            <div>{title}</div>
            {body && <div className={style.body}>{body}</div>}
            {note && <div className="dim small">{note}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
