import { Link, useParams } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Icon } from '#web/parts/Icon.tsx'
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
  return (
    <Screen
      title={batch.fileName}
      lead={
        <span className={style.lead}>
          {t('leadOf', { kind: t(`kind.${kind}`), count: batch.rows })}
          <BatchStatus of={batch.state} />
          {batch.committedAt !== null && <Instant of={batch.undoneAt ?? batch.committedAt} />}
        </span>
      }
      above={
        <Link to="/import" className={style.back}>
          <Icon name="left" size={14} />
          {t('back')}
        </Link>
      }
    >
      <div className={style.page}>
        <Stage key={batch.id} batch={batch} work={work} />
      </div>
    </Screen>
  )
}

function Stage({ batch, work }: { readonly batch: ImportDetail; readonly work: Work }) {
  // a job that waits for its turn has not touched the batch yet
  if (work.isRunning && work.job?.kind === 'import.commit')
    return <WorkingBatch batch={batch} work={work} does="running" />
  if (work.isRunning && work.job?.kind === 'import.undo')
    return <WorkingBatch batch={batch} work={work} does="undoing" />
  switch (batch.state) {
    case 'open':
      return <OpenBatch batch={batch} work={work} />
    case 'running':
    case 'undoing':
      return <WorkingBatch batch={batch} work={work} does={batch.state} />
    case 'stopped':
      return <StoppedBatch batch={batch} />
    case 'done':
      return <DoneBatch batch={batch} />
    case 'undone':
      return <UndoneBatch batch={batch} />
  }
}
