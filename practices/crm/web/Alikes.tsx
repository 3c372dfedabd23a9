import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Source } from '#web/api/records.ts'
import type { AlikeJson } from '../contract.ts'
import style from './alikes.module.css'

interface Props {
  readonly source: Pick<Source, 'pageOf'>
  readonly of: readonly AlikeJson[]
  readonly onOpen: () => void
}

/** Whom a new record may stand for a second time: one looks, and creates it all the same if it is another. */
export function Alikes({ source: { pageOf }, of, onOpen }: Props) {
  const t = useTranslations('crm.alike')
  const about = ({ by, accountName, deals, ownerName }: AlikeJson) =>
    [
      accountName,
      ...by.map((reason) => t(`by.${reason}`)),
      deals === null || deals === 0 ? null : t('deals', { count: deals }),
      ownerName === null ? null : t('owner', { name: ownerName }),
    ]
      .filter((part) => part !== null)
      .join(' · ')
  return (
    <div role="status">
      {of.length > 0 && (
        <section className={style.alikes} aria-label={t('lead')}>
          <p className={style.lead}>{t('lead')}</p>
          <ul className={style.list}>
            {of.map((one) => (
              <li key={one.id} className={style.one}>
                <div className={style.words}>
                  <span className={style.name}>{one.name}</span>
                  <span className="dim small">{about(one)}</span>
                </div>
                <Link
                  to={pageOf?.(one.id) ?? '/'}
                  onClick={onOpen}
                  className={style.open}
                  aria-label={`${t('open')} ${one.name}`}
                >
                  {t('open')}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
