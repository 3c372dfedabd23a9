import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#web/api/client.ts'
import { explanationQuery } from '../explain/explanationQueries.ts'
import { useFigureText } from '../useFigureText.ts'
import { ChangeList } from './ChangeList.tsx'
import style from './change.module.css'
import type { ChangeDays } from './changeDays.ts'
import { DaysAsked } from './DaysAsked.tsx'
import { useEffectText } from './useEffectText.ts'

interface Props {
  readonly token: string
  readonly days: ChangeDays
  readonly onDays: (days: ChangeDays) => void
}

/** Why the figure that a token opens moved between two days. */
export function WhyChanged({ token, days, onDays }: Props) {
  return (
    <>
      <DaysAsked days={days} onDays={onDays} />
      <Parts token={token} days={days} />
    </>
  )
}

function Parts({ token, days: { since, until } }: Pick<Props, 'token' | 'days'>) {
  const t = useTranslations('ledger.change')
  const figures = useFigureText()
  const effectText = useEffectText()
  const { data: of } = useSuspenseQuery(explanationQuery(token))
  const { metric: key, from, to, where } = of
  const { data } = useSuspenseQuery({
    ...api.ledger.metrics.change.queryOptions({ input: { key, from, to, where, since, until, limit: 50 } }),
    refetchOnMount: 'always',
  })
  if (data.difference === null) return <p className={style.none}>{t('noFigure')}</p>
  return (
    <>
      {data.known === 'now' && <p className={style.none}>{t('knownNow')}</p>}
      <ChangeList
        {...data}
        difference={data.difference}
        before={data.before.value}
        after={data.after.value}
        valueText={(value) => figures.text(value, data.unit)}
        effectText={(effect) => effectText(effect, data.unit)}
      />
    </>
  )
}
