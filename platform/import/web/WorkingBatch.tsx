import { useTranslations } from 'use-intl'
import { JobProgress } from '#web/parts/JobProgress.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import type { ImportDetail } from '../contract.ts'
import { OutcomeTabs } from './OutcomeTabs.tsx'
import type { Work } from './useBatch.ts'

interface Props {
  readonly batch: Pick<ImportDetail, 'counts'>
  readonly work: Work
  readonly does: 'running' | 'undoing'
}

/** The file comes in, or goes out again. One may leave meanwhile. */
export function WorkingBatch({ batch, work: { job, cancel }, does }: Props) {
  const t = useTranslations('import.working')
  if (job === null) return <Waiting lines={2} />
  return (
    <section style={{ display: 'grid', gap: 20, maxWidth: 560 }}>
      <JobProgress job={job} label={t(does)} onCancel={cancel} />
      <p className="dim">{t(`${does}Note`)}</p>
      <div>
        {does === 'running' && batch.counts && (
          <OutcomeTabs of={batch.counts.outcomes} tense="did" shown={null} opens={[]} />
        )}
      </div>
    </section>
  )
}
