import { useTranslations } from 'use-intl'
import { Icon } from '#web/parts/Icon.tsx'
import { useRecordText } from '#web/parts/useRecordText.ts'
import { activity, activityKinds } from '../records/activity.ts'
import { type ActivityKind, activityIcons } from './ActivityLog.tsx'
import style from './deal.module.css'

/** What of a timeline is shown: one kind of contact, what changed, or all of it. */
export type Shown = ActivityKind | 'changes' | 'all'

interface Props {
  readonly shown: Shown
  readonly onShow: (shown: Shown) => void
  /** How many moments there are of each; what there is none of is not offered. */
  readonly counts: ReadonlyMap<Shown, number>
}

export function TimelineKinds({ shown, onShow, counts }: Props) {
  const t = useTranslations('crm.timeline')
  const text = useRecordText(activity)
  const offered: readonly Shown[] = ['all', ...activityKinds, 'changes']
  if (counts.size < 2) return null
  return (
    <fieldset className={`${style.kinds} ${style.shown}`}>
      <legend className="hidden-words">{t('show')}</legend>
      {offered
        .filter((one) => one === 'all' || counts.has(one))
        .map((one) => (
          <label key={one} className={style.kind}>
            <input type="radio" name="shown" checked={one === shown} onChange={() => onShow(one)} />
            {one !== 'all' && <Icon name={one === 'changes' ? 'edit' : activityIcons[one]} size={14} />}
            {one === 'all' ? t('all') : one === 'changes' ? t('changes') : text.choice('kind', one)}
            {one !== 'all' && <span className="num dim">{counts.get(one)}</span>}
          </label>
        ))}
    </fieldset>
  )
}

export function countsOf(kinds: readonly Shown[]): ReadonlyMap<Shown, number> {
  const counts = new Map<Shown, number>()
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}
