import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Instant } from '#web/parts/Instant.tsx'
import { Status } from '#web/parts/Status.tsx'
import type { RunsJson } from '../contract.ts'
import style from './today.module.css'

/** What runs, waits or failed, and how far the ledger has come. */
export function Runs({ of }: { readonly of: RunsJson }) {
  const t = useTranslations('today.runs')
  return (
    <section aria-labelledby="today-runs">
      <h2 id="today-runs">{t('title')}</h2>
      {of.jobs.length === 0 && <p className={`${style.fine} dim small`}>{t('fine')}</p>}
      {of.jobs.length > 0 && (
        <ul className={style.list}>
          {of.jobs.map(({ id, kind, state, at }) => (
            <li key={id}>
              <Link to="/import" className={style.title}>
                {t(kind === 'import.undo' ? 'job_undo' : 'job_import')}
              </Link>{' '}
              <Status tone={state === 'failed' ? 'off' : 'accent'}>{t(`state_${state}`)}</Status>
              <div className={style.why}>
                <Instant of={at} />
              </div>
            </li>
          ))}
        </ul>
      )}
      <p className="dim small num">{t('position', { position: of.position })}</p>
    </section>
  )
}
