import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import type { ImportDetail } from '../contract.ts'
import style from './BatchScreen.module.css'
import { OutcomeTabs } from './OutcomeTabs.tsx'
import { useStart } from './useBatch.ts'

/** Broken off or stopped: what came in so far stays until one goes on or takes it back. */
export function StoppedBatch({ batch }: { readonly batch: ImportDetail }) {
  const t = useTranslations('import.stopped')
  const { start, isStarting } = useStart(batch)
  return (
    <section style={{ display: 'grid', gap: 20 }}>
      <p className={`${style.note} ${style.warn}`}>
        {t('title')} {batch.problem?.message}
      </p>
      <div>{batch.counts && <OutcomeTabs of={batch.counts.outcomes} tense="did" shown={null} opens={[]} />}</div>
      <div className={style.ways}>
        <Button first busy={isStarting} onClick={() => start('commit')}>
          {t('goOn')}
        </Button>
        <Button busy={isStarting} onClick={() => start('undo')}>
          {t('undo')}
        </Button>
      </div>
    </section>
  )
}
