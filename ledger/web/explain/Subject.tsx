import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useSource } from '#web/parts/sourcesContext.ts'
import style from './explain.module.css'

interface Props {
  readonly type: string
  readonly id: string
  /** Null where the reader may not see it. */
  readonly name: string | null
}

/** The record that an entry is about, which opens where it has a page. */
export function Subject({ type, id, name }: Props) {
  const t = useTranslations('ledger.explain')
  const source = useSource(type)
  if (name === null) return <span className="dim">{t('unseen')}</span>
  if (!source?.pageOf) return name
  return (
    <Link to={source.pageOf(id)} className={style.subject}>
      {name}
    </Link>
  )
}
