import { useParams } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { BackLink } from '#web/parts/BackLink.tsx'
import { Instant } from '#web/parts/Instant.tsx'
import { Screen } from '#web/parts/Screen.tsx'
import type { ImportDetail } from '../contract.ts'
import style from './BatchScreen.module.css'
import { BatchStatus } from './BatchStatus.tsx'
import { DoneBatch } from './DoneBatch.tsx'
import { kindOf } from './kinds.ts'
import { OpenBatch } from './OpenBatch.tsx'
import { StoppedBatch } from './StoppedBatch.tsx'
import { UndoneBatch } from './UndoneBatch.tsx'
import { useBatch, useWork, type Work } from './useBatch.ts'
import { WorkingBatch } from './WorkingBatch.tsx'

/** An import from its file to its end, and back: what is to be done next is what the page shows. */
export function BatchScreen() {
  const t = useTranslations('import')
  const { batchId } = useParams({ from: '/shell/import/$batchId' })
  const batch = useBatch(batchId)
  const kind = kindOf(batch)
  const work = useWork(batch)
  const doing = doingOf(work)
  return (
    <Screen
      title={batch.fileName}
      lead={
        <span className={style.lead}>
          {t('leadOf', { kind: t(`kind.${kind}`), count: batch.rows })}
          <BatchStatus of={doing ?? batch.state} />
          {doing === null && batch.committedAt !== null && <Instant of={batch.undoneAt ?? batch.committedAt} />}
        </span>
      }
      above={<BackLink to="/import" text={t('back')} />}
    >
      <div className={style.page}>
        <Stage key={batch.id} batch={batch} work={work} />
      </div>
    </Screen>
  )
}

/** What a job does or will do; one that waits for its turn has not touched the batch yet. */
function doingOf({ job, isRunning }: Work): 'running' | 'undoing' | null {
  if (!isRunning) return null
  return job?.kind === 'import.commit' ? 'running' : job?.kind === 'import.undo' ? 'undoing' : null
}

function Stage({ batch, work }: { readonly batch: ImportDetail; readonly work: Work }) {
  const doing = doingOf(work)
  if (doing !== null) return <WorkingBatch batch={batch} work={work} does={doing} />
  if (batch.state === 'undoing' && work.job !== null) return <StoppedBatch batch={batch} work={work} />
  switch (batch.state) {
    case 'open':
      return <OpenBatch batch={batch} work={work} />
    case 'running':
    case 'undoing':
      return <WorkingBatch batch={batch} work={work} does={batch.state} />
    case 'stopped':
      return <StoppedBatch batch={batch} work={work} />
    case 'done':
      return <DoneBatch batch={batch} />
    case 'undone':
      return <UndoneBatch batch={batch} />
  }
}
