import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { explanationQuery } from '../explain/explanationQueries.ts'
import style from './change.module.css'
import { type ChangeDays, usualDays } from './changeDays.ts'

interface Props {
  readonly token: string
  readonly onDays: (days: ChangeDays) => void
}

/** From what a figure is made of to why it moved. */
export function WhyLink({ token, onDays }: Props) {
  const t = useTranslations('ledger.change')
  const { today } = useMe()
  const { data } = useSuspenseQuery(explanationQuery(token))
  // what is still being written stands nowhere that one could ask about another day
  if (data.metric === 'draft') return null
  return (
    <div className={style.open}>
      <Button onClick={() => onDays(usualDays(data.asOf ?? data.to, today))}>{t('title')}</Button>
    </div>
  )
}
