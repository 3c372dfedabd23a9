import { useTranslations } from 'use-intl'
import { JobProgress } from '#web/parts/JobProgress.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import type { ImportDetail } from '../contract.ts'
import { OutcomeTabs } from './OutcomeTabs.tsx'
import { useBatchJob } from './useBatch.ts'

/** The file comes in, or goes out again. One may leave meanwhile. */
export function WorkingBatch({ batch }: { readonly batch: ImportDetail }) {
  const t = useTranslations('import.working')
  const { job, cancel } = useBatchJob(batch)
  if (job === null) return <Waiting lines={2} />
  return (
    <section style={{ display: 'grid', gap: 20, maxWidth: 560 }}>
      <JobProgress job={job} label={t(batch.state)} onCancel={cancel} />
      <p className="dim">{t(`${batch.state}Note`)}</p>
      {batch.state === 'running' && batch.counts && <OutcomeTabs of={batch.counts.outcomes} tense="did" shown={null} opens={[]} />}
    </section>
  )
}
