import { useTranslations } from 'use-intl'

/** Absent is a dash, never 0. */
export function Nothing() {
  const t = useTranslations('web')
  return (
    <span className="dim nothing">
      <span aria-hidden="true">—</span>
      <span className="hidden-words">{t('nothing')}</span>
    </span>
  )
}
