import { Skeleton } from '@mantine/core'
import { useTranslations } from 'use-intl'
import style from './rows.module.css'

/** The shape of the table that is coming. */
export function RowsWaiting() {
  const t = useTranslations('web')
  return (
    <div role="status" aria-label={t('loading')} className={style.waiting}>
      {[58, 44, 71, 50, 63, 47, 55, 66].map((width) => (
        <div key={width}>
          <Skeleton height={12} width={`${width}%`} radius={4} />
          <Skeleton height={12} width={90} radius={4} />
        </div>
      ))}
    </div>
  )
}
