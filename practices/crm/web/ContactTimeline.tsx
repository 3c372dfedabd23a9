import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useFileMoments } from '#platform/files/web/useFileMoments.tsx'
import { Timeline } from '#web/parts/record/Timeline.tsx'
import { activitiesOf } from './activitiesOf.ts'
import { countsOf, type Shown, TimelineKinds } from './TimelineKinds.tsx'
import { useActivityMoment } from './useActivityMoment.tsx'

interface Props {
  readonly of: 'accountId' | 'contactId'
  readonly id: string
}

/** All contacts with a customer, or with one person there. */
export function ContactTimeline({ of, id }: Props) {
  const t = useTranslations('crm.timeline')
  const [shown, show] = useState<Shown>('all')
  const { data } = useSuspenseQuery(activitiesOf(of, id))
  const moment = useActivityMoment(data.names ?? {})
  const recordType = of === 'accountId' ? 'account' : 'contact'
  const files = useFileMoments({ recordType, recordId: id })
  if (data.items.length + files.length === 0) return <p className="dim">{t('noContacts')}</p>
  const moments = [
    ...data.items.filter(({ kind }) => shown === 'all' || kind === shown).map(moment),
    ...(shown === 'all' || shown === 'changes' ? files : []),
  ]
  const kinds: readonly Shown[] = [...data.items.map(({ kind }) => kind), ...files.map(() => 'changes' as const)]
  return (
    <>
      <TimelineKinds shown={shown} onShow={show} counts={countsOf(kinds)} />
      <Timeline label={t('label')} moments={moments.toSorted((a, b) => (a.at < b.at ? 1 : -1))} />
    </>
  )
}
