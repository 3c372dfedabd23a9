import { useTranslations } from 'use-intl'
import style from './Waiting.module.css'

const widths = ['92%', '64%', '78%', '56%'] as const

/** The place of a text or a figure that is on its way. */
export function Bone({ width, height = 12 }: { readonly width: number | string; readonly height?: number }) {
  return <span className={style.line} style={{ width, height }} />
}

/** The shape of what is coming, so that nothing jumps when it comes. */
export function Waiting({ lines = 3 }: { readonly lines?: number }) {
  const t = useTranslations('web')
  return (
    <div role="status" aria-label={t('loading')} className={style.waiting}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={String(line)} className={style.line} style={{ width: widths[line % widths.length] }} />
      ))}
    </div>
  )
}
