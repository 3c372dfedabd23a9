import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMay } from '#web/api/session.ts'
import { Icon } from '#web/parts/Icon.tsx'
import style from './ViewSwitch.module.css'

/** Companies and the people in them: two lists of one place. */
export function CustomerSwitch({ now }: { readonly now: 'accounts' | 'contacts' }) {
  const t = useTranslations('crm.customerSwitch')
  const may = useMay()
  if (!may('contact.read')) return null
  return (
    <nav className={style.switch} aria-label={t('label')}>
      <Link
        to="/customers"
        activeOptions={{ exact: true }}
        aria-current={now === 'accounts' ? 'page' : undefined}
        title={t('accounts')}
      >
        <Icon name="columns" size={15} />
        <span>{t('accounts')}</span>
      </Link>
      <Link
        to="/customers/people"
        activeOptions={{ exact: true }}
        aria-current={now === 'contacts' ? 'page' : undefined}
        title={t('contacts')}
      >
        <Icon name="customers" size={15} />
        <span>{t('contacts')}</span>
      </Link>
    </nav>
  )
}
