import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#web/api/client.ts'
import { Instant } from '#web/parts/Instant.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import { BatchStatus } from './BatchStatus.tsx'
import style from './ImportScreen.module.css'
import { kindOf } from './kinds.ts'

/** What came in before, the latest first; each can be opened and taken back. */
export function HistoryList() {
  const t = useTranslations('import')
  const { data, error } = useQuery(api.imports.list.queryOptions({ input: {} }))
  if (data?.items.length === 0) return null
  return (
    <section className={style.history}>
      <h2>{t('history.title')}</h2>
      <ProblemText error={error} />
      {!data && !error && <Waiting lines={4} />}
      <ul>
        {data?.items.map((batch) => (
          <li key={batch.id}>
            <Link to="/import/$batchId" params={{ batchId: batch.id }} className={style.batch}>
              <span className="cut">
                <b>{batch.fileName}</b>
              </span>
              <span className="dim">
                <Instant of={batch.createdAt} />
              </span>
              <span className="cut">{t('leadOf', { kind: t(`kind.${kindOf(batch)}`), count: batch.rows })}</span>
              <BatchStatus of={batch.state} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
