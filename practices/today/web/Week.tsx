import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { FigureLink } from '#ledger/web/explain/FigureLink.tsx'
import { Figure } from '#ledger/web/Figure.tsx'
import { Day } from '#web/parts/Day.tsx'
import type { TodayJson } from '../contract.ts'
import style from './today.module.css'

/** What one did since the week began; each number opens. */
export function Week({ of }: { readonly of: TodayJson }) {
  const t = useTranslations('today.week')
  return (
    <section aria-labelledby="today-week">
      <h2 id="today-week">{t('title')}</h2>
      <dl className={style.counts}>
        {of.week.map(({ metric, name, figure }) => (
          <div key={metric}>
            <dd>
              <FigureLink explain={figure.explain} of={name}>
                <Figure of={figure} />
              </FigureLink>
            </dd>
            <dt>{name}</dt>
          </div>
        ))}
      </dl>
      {of.lately.length === 0 && <p className="dim small">{t('none')}</p>}
    </section>
  )
}

export function Lately({ of }: { readonly of: TodayJson }) {
  const t = useTranslations('today.week')
  return (
    <section aria-labelledby="today-lately">
      <h2 id="today-lately">{t('last')}</h2>
      <ul className={style.list}>
        {of.lately.map((one) => (
          <li key={one.id}>
            <Link
              to={one.dealId === null ? `/customers/${one.accountId ?? ''}` : `/deals/${one.dealId}`}
              className={style.title}
            >
              {one.subject}
            </Link>
            <div className={style.why}>
              <Day of={one.on} form="ago" />
              {one.about !== null && ` · ${one.about}`}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
