import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import type { ImportDetail } from '../contract.ts'
import style from './BatchScreen.module.css'
import { OutcomeTabs } from './OutcomeTabs.tsx'
import { UndoDialog } from './UndoDialog.tsx'
import { useStart, type Work } from './useBatch.ts'

/** Broken off or stopped, on the way in or out: all stays as it is until one goes on or takes back what is in. */
export function StoppedBatch({ batch, work: { job } }: { readonly batch: ImportDetail; readonly work: Work }) {
  const t = useTranslations('import.stopped')
  const { start, isStarting } = useStart(batch)
  const [asking, ask] = useState(false)
  const wasUndoing = batch.state === 'undoing'
  return (
    <section style={{ display: 'grid', gap: 20 }}>
      <p className={`${style.note} ${style.warn}`}>
        {t(wasUndoing ? 'undoTitle' : 'title')} {job?.state === 'failed' && job.message}
      </p>
      {!wasUndoing && batch.counts && (
        <div>
          <OutcomeTabs of={batch.counts.outcomes} tense="did" shown={null} opens={[]} />
        </div>
      )}
      <div className={style.ways}>
        <Button first busy={isStarting} onClick={() => start(wasUndoing ? 'undo' : 'commit')}>
          {t(wasUndoing ? 'undoOn' : 'goOn')}
        </Button>
        {!wasUndoing && (
          <Button busy={isStarting} onClick={() => ask(true)}>
            {t('undo')}
          </Button>
        )}
      </div>
      {asking && <UndoDialog batch={batch} onUndo={() => start('undo')} onClose={() => ask(false)} />}
    </section>
  )
}
