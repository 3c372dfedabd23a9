import { useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { Day } from '#web/parts/Day.tsx'
import type { DealWire } from '../../records/deal.ts'
import style from './board.module.css'
import { nextStepState } from './nextStepState.ts'

/** The next step in one line: what, and whether it is planned, due or late, by shape and word besides the colour. */
export function NextStepMark({ of }: { readonly of: Pick<DealWire, 'nextStep' | 'nextStepOn'> }) {
  const t = useTranslations('crm.board')
  const { today } = useMe()
  const state = nextStepState(of, today)
  return (
    <span className={style.step} data-state={state}>
      <i className={style.shape} aria-hidden="true" />
      {state === 'none' ? (
        <span className="cut">{t('noNextStep')}</span>
      ) : (
        <>
          <span className="cut">{of.nextStep ?? t('nextStep')}</span>
          {of.nextStepOn !== null && (
            <span className={style.due}>
              {state === 'today' ? t('today') : <Day of={of.nextStepOn} />}
              {state === 'overdue' && ` ${t('overdue')}`}
            </span>
          )}
        </>
      )}
    </span>
  )
}
