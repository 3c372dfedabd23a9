import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { JobProgress } from '#web/parts/JobProgress.tsx'
import type { ImportDetail } from '../contract.ts'
import style from './BatchScreen.module.css'
import { useStart, type Work } from './useBatch.ts'

interface Props {
  readonly batch: ImportDetail
  readonly work: Work
  readonly isAnswering: boolean
}

/** Larger files are checked when somebody asks for it. */
const checkedAtOnce = 200_000

/** What the next step is: answer, check, import. The check begins by itself once nothing is open any more. */
export function CheckBar({ batch, work: { job, isRunning, cancel }, isAnswering }: Props) {
  const t = useTranslations('import.check')
  const { start, isStarting } = useStart(batch)
  const blocking = batch.questions.filter((one) => one.blocking && one.answer === null).length
  const open = batch.questions.filter((one) => one.answer === null).length
  const ready = batch.forecast === null && open === 0 && batch.rows <= checkedAtOnce && !isAnswering
  useOnce(ready && !isRunning, JSON.stringify(batch.settings), () => start('dryRun'))
  if (isRunning && job) {
    return (
      <div className={style.bar}>
        <JobProgress job={job} label={t('checking')} onCancel={cancel} />
      </div>
    )
  }
  const { forecast } = batch
  if (forecast) {
    const { created, changed, refused } = forecast.outcomes
    const count = created + changed
    return (
      <div className={style.bar}>
        <span>{t('sum', { created, changed, refused })}</span>
        <Button first busy={isStarting || isAnswering} disabled={count === 0} onClick={() => start('commit')}>
          {t(count === 0 ? 'nothing' : 'commit', { count })}
        </Button>
      </div>
    )
  }
  const failed = job?.state === 'failed' ? job.message : null
  return (
    <div className={style.bar}>
      <span className="dim">
        {failed ??
          (blocking > 0 ? t('blocked', { count: blocking }) : open > 0 ? t('left', { count: open }) : t('notChecked'))}
      </span>
      <Button
        first={blocking === 0}
        busy={isStarting || isAnswering}
        disabled={blocking > 0}
        onClick={() => start('dryRun')}
      >
        {t(failed === null ? 'check' : 'again')}
      </Button>
    </div>
  )
}

/** Runs once for what is as it is now; a check that failed is not begun again by itself. */
function useOnce(ready: boolean, now: string, run: () => void): void {
  const done = useRef('')
  useEffect(() => {
    if (!ready || done.current === now) return
    done.current = now
    run()
  })
}
