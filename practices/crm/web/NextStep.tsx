import { useTranslations } from 'use-intl'
import style from './deal.module.css'

/** What comes next, where one can't miss it. */
export function NextStep({ of }: { readonly of: string | null }) {
  const t = useTranslations('crm.dealScreen')
  return (
    <div className={style.next} data-missing={of === null || undefined}>
      <b>{t('nextStep')}</b> {of ?? t('noNextStep')}
    </div>
  )
}
