import { useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { Day } from '#web/parts/Day.tsx'
import type { DealWire } from '../records/deal.ts'
import style from './deal.module.css'

/** The day on which a deal was won, lost or cancelled; null while it is open. */
export function endOf({ status, closedOn, cancelledOn }: Ended): string | null {
  if (status === 'open') return null
  return (status === 'cancelled' ? cancelledOn : null) ?? closedOn
}
type Ended = Pick<DealWire, 'status' | 'closedOn' | 'cancelledOn'>

interface Props {
  readonly of: { readonly closesOn: string | null; readonly status: string }
}

/** When a deal should close; an open one whose day is past says so in a word besides the colour. */
export function CloseDay({ of: { closesOn, status } }: Props) {
  const t = useTranslations('crm.deal')
  const { today } = useMe()
  const late = status === 'open' && closesOn !== null && closesOn < today
  if (!late) return <Day of={closesOn} />
  return (
    <span className={style.late}>
      <Day of={closesOn} /> {t('late')}
    </span>
  )
}
