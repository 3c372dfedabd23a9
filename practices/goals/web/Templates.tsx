import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Fault } from '#ledger/rules/fault.ts'
import { periodContaining, periodOf, previousPeriod } from '#ledger/rules/period.ts'
import { roundDiv } from '#ledger/rules/rounding.ts'
import { client } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import { notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import { unitsOf, unitsText } from '../rules/amount.ts'
import style from './setTarget.module.css'
import { useTargetMetrics } from './useGoals.ts'
import type { Wished } from './wished.ts'

interface Props {
  readonly wished: Wished
  readonly onChoose: (change: Partial<Wished>) => void
}

/** Targets to begin with: a fifth more than in the period before, thirty new customers. */
export function Templates({ wished, onChoose }: Props) {
  const t = useTranslations('goals.set')
  const { org, today } = useMe()
  const words = useProblemWords()
  const unit = useTargetMetrics().find(({ key }) => key === wished.metric)?.unit
  const [note, setNote] = useState<string | null>(null)
  const quarter = periodContaining(Temporal.PlainDate.from(today), 'quarter', org)
  const fifthMore = async () => {
    const before = previousPeriod(periodOf(wished.period, org), org)
    const { memberId, teamId, of } = wished
    const where: Record<string, string> = {}
    if (of === 'member' && memberId !== null) where['member'] = memberId
    if (of === 'team' && teamId !== null) where['team'] = teamId
    try {
      const { total } = await client.ledger.metrics.values({
        key: wished.metric,
        by: 'none',
        from: before.from.toString(),
        to: before.to.toString(),
        ...(Object.keys(where).length > 0 ? { where } : {}),
      })
      const value = typeof total.value === 'string' ? total.value : (total.value?.amount ?? '0')
      const measure = { unit: unit ?? total.unit, currency: org.currency }
      onChoose({ amount: unitsText(roundDiv(unitsOf(value, measure) * 6n, 5n), measure) })
      setNote(t('fifthMoreOf', { period: before.key, value }))
    } catch (error) {
      notifyWrong(error instanceof Fault ? t('noneBefore') : words(error))
    }
  }
  return (
    <div className={style.templates}>
      <span className="dim small">{t('templates')}</span>
      <button type="button" onClick={() => void fifthMore()}>
        {t('fifthMore')}
      </button>
      <button
        type="button"
        onClick={() => {
          setNote(null)
          onChoose({ metric: 'new_logos', amount: '30', period: quarter.key })
        }}
      >
        {t('thirtyNew')}
      </button>
      {note !== null && (
        <p className="dim small" role="status">
          {note}
        </p>
      )}
    </div>
  )
}
