import { useTranslations } from 'use-intl'
import { Button } from './Button.tsx'
import style from './JobProgress.module.css'
import { Num } from './Num.tsx'

/** A job as the API tells of it: `GET /jobs/{id}`. */
export interface Job {
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly done: number
  readonly total: number | null
  readonly message: string | null
}

interface Props {
  readonly job: Job
  readonly label: string
  readonly onCancel: (() => void) | null
}

/** How far a long work is. It goes on when one leaves the page, and can be stopped. */
export function JobProgress({ job: { state, done, total, message }, label, onCancel }: Props) {
  const t = useTranslations('web.job')
  const running = state === 'waiting' || state === 'running'
  return (
    <div className={style.job}>
      <div className={style.words}>
        <span>{label}</span>
        <span className="dim small" aria-live="polite">
          {running && total !== null ? (
            <>
              <Num of={done} /> / <Num of={total} />
            </>
          ) : (
            t(state)
          )}
        </span>
      </div>
      <progress
        className={style.bar}
        aria-label={label}
        data-state={state}
        {...(state === 'waiting' || total === null ? {} : { value: done, max: Math.max(total, 1) })}
      />
      {message !== null && <p className="dim small">{message}</p>}
      {running && onCancel && (
        <Button plain onClick={onCancel}>
          {t('cancel')}
        </Button>
      )}
    </div>
  )
}
