import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Day } from '#web/parts/Day.tsx'
import { activitiesOf } from './activitiesOf.ts'

interface Props {
  readonly of: 'dealId' | 'accountId' | 'contactId'
  readonly id: string
}

/** "Last contact 3 days ago"; a note of our own is none. */
export function LastContact({ of, id }: Props) {
  const t = useTranslations('crm.dealScreen')
  const { data } = useQuery(activitiesOf(of, id))
  const last = data?.items.find(({ kind }) => kind !== 'note')
  if (!data) return null
  return last ? (
    <>
      {t('lastContact')} <Day of={last.occurredOn} form="ago" />
    </>
  ) : (
    t('neverContacted')
  )
}
