import { useTranslations } from 'use-intl'
import { ButtonLink } from '#web/parts/ButtonLink.tsx'
import type { ImportDetail } from '../contract.ts'
import style from './BatchScreen.module.css'
import { LineReasons } from './LineReasons.tsx'

const shownAtFirst = 50

/** It was taken back: how much, and what was left where it is, and why. */
export function UndoneBatch({ batch: { undone, left: records } }: { readonly batch: ImportDetail }) {
  const t = useTranslations('import.undone')
  // a row may have made several records that stay together
  const left = [...Map.groupBy(records, ({ line, reason }) => `${String(line)} ${reason.message}`).values()].flatMap(
    ([first]) => first ?? [],
  )
  return (
    <>
      <section style={{ display: 'grid', gap: 14 }}>
        <p className={style.note}>
          {left.length === 0 ? t('all', { count: undone }) : t('some', { count: undone, left: left.length })}
        </p>
        <div className={style.ways}>
          <ButtonLink first to="/import">
            {t('another')}
          </ButtonLink>
        </div>
      </section>
      {left.length > 0 && (
        <section>
          <h2>
            {t('left')}
            <small>{t('leftNote')}</small>
          </h2>
          <LineReasons
            lines={left.slice(0, shownAtFirst).map(({ line, reason }) => ({ line, text: reason.message }))}
          />
          {left.length > shownAtFirst && (
            <p className="dim small">{t('more', { count: left.length - shownAtFirst })}</p>
          )}
        </section>
      )}
    </>
  )
}
