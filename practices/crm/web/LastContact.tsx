import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Day } from '#web/parts/Day.tsx'
import { dealActivities } from './dealActivities.ts'

/** "Last contact 3 days ago"; a note of our own is none. */
export function LastContact({ dealId }: { readonly dealId: string }) {
  const t = useTranslations('crm.dealScreen')
  const { data } = useQuery(dealActivities(dealId))
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
