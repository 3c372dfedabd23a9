import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMay } from '#web/api/session.ts'
import style from './ImportLink.module.css'

/** The way to the wizard, with the kind said already. */
export function ImportLink({ kind, permission }: { readonly kind: string; readonly permission: string }) {
  const t = useTranslations('web.importLink')
  const may = useMay()
  if (!may(permission)) return null
  return (
    <Link to="/import" search={{ kind }} className={style.link}>
      {t('label')}
    </Link>
  )
}
