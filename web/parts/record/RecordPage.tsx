import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Source } from '#web/api/records.ts'
import { BackLink, type Way } from '../BackLink.tsx'
import { Screen } from '../Screen.tsx'
import style from './RecordPage.module.css'
import { TrailSteps } from './TrailSteps.tsx'
import { trailOf } from './trail.ts'

interface Props {
  readonly title: string
  readonly lead?: ReactNode
  /** The list that it belongs to. */
  readonly back: Way
  /** Which record it is, for the way back to where one came from and to the ones beside it. */
  readonly of?: { readonly source: Pick<Source, 'declaration' | 'pageOf'>; readonly id: string }
  readonly actions?: ReactNode
  /** Below the title, over the whole width: the path of its stages. */
  readonly path?: ReactNode
  /** What happened, and what is to be done. */
  readonly children: ReactNode
  /** What it is: its fields and what belongs to it. */
  readonly side: ReactNode
}

/** A record: what happened to it at the left, what it is at the right. */
export function RecordPage({ title, lead, back, of, actions, path, children, side }: Props) {
  const trail = of && trailOf(of.source.declaration.type)
  return (
    <Screen
      title={title}
      lead={lead}
      actions={actions}
      above={
        <div className={style.above}>
          <BackLink {...back} {...(trail ? { to: trail.path, view: trail.view } : {})} />
          {of && <TrailSteps {...of} />}
        </div>
      }
    >
      {path}
      <div className={style.cols}>
        <div className={style.main}>{children}</div>
        <aside className={style.side}>{side}</aside>
      </div>
    </Screen>
  )
}

/** Says that a record is deleted, so that nobody wonders why it is in no list. */
export function Deleted() {
  const t = useTranslations('web.record')
  return <p className={style.deleted}>{t('deleted')}</p>
}

/** A part of a record's page under its own small heading. */
export function Section({
  title,
  note,
  action,
  children,
}: {
  readonly title: string
  readonly note?: ReactNode
  readonly action?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className={style.section}>
      <h2>
        {title}
        {note !== undefined && <small>{note}</small>}
        {action && <span className={style.action}>{action}</span>}
      </h2>
      {children}
    </section>
  )
}
