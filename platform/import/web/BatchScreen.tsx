import { Link, useParams } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Icon } from '#web/parts/Icon.tsx'
import { Instant } from '#web/parts/Instant.tsx'
import { Screen } from '#web/parts/Screen.tsx'
import type { ImportDetail } from '../contract.ts'
import style from './BatchScreen.module.css'
import { BatchStatus } from './BatchStatus.tsx'
import { DoneBatch } from './DoneBatch.tsx'
import { OpenBatch } from './OpenBatch.tsx'
import { StoppedBatch } from './StoppedBatch.tsx'
import { UndoneBatch } from './UndoneBatch.tsx'
import { useBatch } from './useBatch.ts'
import { kindOf } from './kinds.ts'
import { WorkingBatch } from './WorkingBatch.tsx'

/** An import from its file to its end, and back: what is to be done next is what the page shows. */
export function BatchScreen() {
  const t = useTranslations('import')
  const { batchId } = useParams({ from: '/shell/import/$batchId' })
  const batch = useBatch(batchId)
  const kind = kindOf(batch)
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
        <Stage key={batch.id} batch={batch} />
      </div>
    </Screen>
  )
}

function Stage({ batch }: { readonly batch: ImportDetail }) {
  switch (batch.state) {
    case 'open':
      return <OpenBatch batch={batch} />
    case 'running':
    case 'undoing':
      return <WorkingBatch batch={batch} />
    case 'stopped':
      return <StoppedBatch batch={batch} />
    case 'done':
      return <DoneBatch batch={batch} />
    case 'undone':
      return <UndoneBatch batch={batch} />
  }
}
