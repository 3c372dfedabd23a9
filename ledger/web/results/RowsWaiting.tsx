import { useTranslations } from 'use-intl'
import { Bone } from '#web/parts/Waiting.tsx'
import style from './rows.module.css'

/** The shape of the table that is coming. */
export function RowsWaiting() {
  const t = useTranslations('web')
  return (
    <div role="status" aria-label={t('loading')} className={style.waiting}>
      {[58, 44, 71, 50, 63, 47, 55, 66].map((width) => (
        <div key={width}>
          <Bone width={`${width}%`} />
          <Bone width={90} />
        </div>
      ))}
    </div>
  )
}
