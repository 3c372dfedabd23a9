import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import { api } from '#web/api/client.ts'
import type { Names } from '#web/api/records.ts'
import { useMay } from '#web/api/session.ts'
import { dayText } from '#web/parts/dates.ts'
import { type Moment, Timeline } from '#web/parts/record/Timeline.tsx'
import { dealActivities } from './dealActivities.ts'
import { useActivityMoment } from './useActivityMoment.tsx'

const eventsQuery = (dealId: string) =>
  queryOptions(
    api.crm.dealEvents.list.queryOptions({
      input: { filter: { dealId: { eq: dealId } }, include: 'names', limit: 200 },
    }),
  )

/** All that happened to a deal: contacts with the customer, and what changed about it. */
export function DealTimeline({ dealId }: { readonly dealId: string }) {
  const t = useTranslations('crm.timeline')
  const may = useMay()
  const { data: events } = useSuspenseQuery(eventsQuery(dealId))
  const { data: activities } = useQuery({ ...dealActivities(dealId), enabled: may('activity.read') })
  const activityMoment = useActivityMoment(activities?.names ?? {})
  const eventMoment = useEventMoment(events.names ?? {})
  const moments = [...(activities?.items ?? []).map(activityMoment), ...events.items.map(eventMoment)].toSorted(
    (a, b) => (a.at < b.at ? 1 : -1),
  )
  if (moments.length === 0) return <p className="dim">{t('empty')}</p>
  return <Timeline moments={moments} label={t('label')} />
}

interface EventOf {
  readonly id: string
  readonly kind: 'stage' | 'amount' | 'closeDay' | 'reopened'
  readonly on: string
  readonly createdAt: string
  readonly memberId: string | null
  readonly createdBy: string | null
  readonly fromStageId: string | null
  readonly toStageId: string | null
  readonly before: string | null
  readonly after: string | null
}

function useEventMoment(names: Names): (event: EventOf) => Moment & { at: string } {
  const t = useTranslations('crm.timeline')
  const locale = useLocale()
  const nameOf = (id: string | null) => (id === null ? '' : (names[id] ?? '…'))
  const said = (event: EventOf, value: string | null) =>
    value === null ? t('none') : event.kind === 'closeDay' ? dayText(value, locale, 'long') : value
  return (event) => ({
    id: event.id,
    icon: event.kind === 'stage' ? 'stage' : event.kind === 'reopened' ? 'right' : 'edit',
    day: event.on,
    at: `${event.on} ${event.createdAt}`,
    quiet: true,
    title:
      event.kind === 'stage'
        ? t(event.fromStageId === null ? 'opened' : 'stage', {
            stage: nameOf(event.toStageId),
            from: nameOf(event.fromStageId),
          })
        : event.kind === 'reopened'
          ? t('reopened')
          : t(event.kind, { before: said(event, event.before), after: said(event, event.after) }),
    note: nameOf(event.createdBy),
  })
}
