import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import style from './merge.module.css'

/** An old link still leads to the customer, which is another one now. */
export function MergedInto({ id, name }: { readonly id: string; readonly name: string | undefined }) {
  const t = useTranslations('crm.accountScreen')
  return (
    <p className={style.merged}>
      {t('mergedInto')}{' '}
      <Link to="/customers/$accountId" params={{ accountId: id }} className="link">
        {name ?? t('openIt')}
      </Link>
    </p>
  )
}
