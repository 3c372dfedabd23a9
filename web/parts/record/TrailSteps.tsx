import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Source } from '#web/api/records.ts'
import { useShortcuts } from '#web/frame/useShortcuts.ts'
import { Icon } from '../Icon.tsx'
import style from './RecordPage.module.css'
import { neighboursOf, trailOf } from './trail.ts'

/** On to the record before or after this one in the list it was opened from: `k` and `j`. */
export function TrailSteps({
  source,
  id,
}: {
  readonly source: Pick<Source, 'declaration' | 'pageOf'>
  readonly id: string
}) {
  const t = useTranslations('web.record')
  const navigate = useNavigate()
  const found = neighboursOf(trailOf(source.declaration.type), id)
  const to = (other: string | null | undefined) => (other ? (source.pageOf?.(other) ?? null) : null)
  const [before, after] = [to(found?.before), to(found?.after)]
  const go = (page: string | null) => () => page !== null && void navigate({ to: page })
  useShortcuts({ k: go(before), j: go(after) })
  if (found === null || found.of < 2) return null
  return (
    <span className={style.steps}>
      <Step to={before} icon="up" text={t('previous')} />
      <Step to={after} icon="down" text={t('next')} />
      <span className="num">{t('place', { place: found.place, of: found.of })}</span>
    </span>
  )
}

function Step({ to, icon, text }: { readonly to: string | null; readonly icon: 'up' | 'down'; readonly text: string }) {
  if (to === null)
    return (
      <span className={style.stepOff} aria-hidden="true">
        <Icon name={icon} size={14} />
      </span>
    )
  return (
    <Link to={to} aria-label={text} title={text}>
      <Icon name={icon} size={14} />
    </Link>
  )
}
