import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import style from './Message.module.css'
import { usePageTitle } from './usePageTitle.ts'

export function NotFound() {
  const t = useTranslations('web.notFound')
  usePageTitle(t('title'))
  return (
    <div className={style.message}>
      <h1>{t('title')}</h1>
      <p>{t('text')}</p>
      <p>
        <Link to="/" className="link">
          {t('home')}
        </Link>
      </p>
    </div>
  )
}
