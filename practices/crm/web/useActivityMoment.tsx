import { useTranslations } from 'use-intl'
import type { Names } from '#web/api/records.ts'
import type { Moment } from '#web/parts/record/Timeline.tsx'
import { useRecordText } from '#web/parts/useRecordText.ts'
import { activity } from '../records/activity.ts'
import { type ActivityKind, activityIcons } from './ActivityLog.tsx'

export interface ActivityOf {
  readonly id: string
  readonly kind: ActivityKind
  readonly subject: string
  readonly body: string | null
  readonly occurredOn: string
  readonly createdAt: string
  readonly ownerId: string | null
  readonly contactId: string | null
  readonly outcome: string | null
  readonly minutes: number | null
}

/** A contact with the customer, as the timeline shows it. */
export function useActivityMoment(names: Names): (one: ActivityOf) => Moment & { at: string } {
  const t = useTranslations('crm.timeline')
  const text = useRecordText(activity)
  return (one) => ({
    id: one.id,
    icon: activityIcons[one.kind],
    day: one.occurredOn,
    at: `${one.occurredOn} ${one.createdAt}`,
    title: one.subject,
    body: one.body,
    note: [
      text.choice('kind', one.kind),
      one.ownerId && names[one.ownerId],
      one.contactId && names[one.contactId] && t('with', { name: names[one.contactId] ?? '' }),
      one.minutes !== null && t('minutes', { count: one.minutes }),
      one.outcome,
    ]
      .filter(Boolean)
      .join(' · '),
  })
}
