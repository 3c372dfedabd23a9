import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { formatMoney, moneyFromJson } from '#ledger/rules/money.ts'
import { useFileMoments } from '#platform/files/web/useFileMoments.tsx'
import { api } from '#web/api/client.ts'
import type { Names } from '#web/api/records.ts'
import { useMay } from '#web/api/session.ts'
import { dayText } from '#web/parts/dates.ts'
import { type Moment, Timeline } from '#web/parts/record/Timeline.tsx'
import type { DealWire } from '../records/deal.ts'
import { activitiesOf } from './activitiesOf.ts'
import { countsOf, type Shown, TimelineKinds } from './TimelineKinds.tsx'
import { useActivityMoment } from './useActivityMoment.tsx'

const eventsQuery = (dealId: string) =>
  queryOptions(
    api.crm.dealEvents.list.queryOptions({
      input: { filter: { dealId: { eq: dealId } }, include: 'names', limit: 200 },
    }),
  )

/** All that happened to a deal: contacts with the customer, and what changed about it. */
export function DealTimeline({ deal, names }: { readonly deal: DealWire; readonly names: Names }) {
  const { id: dealId } = deal
  const t = useTranslations('crm.timeline')
  const may = useMay()
  const [shown, show] = useState<Shown>('all')
  const { data: events } = useSuspenseQuery(eventsQuery(dealId))
  const { data: activities } = useQuery({ ...activitiesOf('dealId', dealId), enabled: may('activity.read') })
  const activityMoment = useActivityMoment(activities?.names ?? {})
  const eventMoment = useEventMoment(events.names ?? {})
  const closing = useClosing(deal, names)
  const files = useFileMoments({ recordType: 'deal', recordId: dealId })
  const contacts = activities?.items ?? []
  const changes = shown === 'all' || shown === 'changes' ? [...closing, ...files, ...events.items.map(eventMoment)] : []
  const moments = [
    ...contacts.filter(({ kind }) => shown === 'all' || kind === shown).map(activityMoment),
    ...changes,
  ].toSorted((a, b) => (a.at < b.at ? 1 : -1))
  if (contacts.length + closing.length + files.length + events.items.length === 0)
    return <p className="dim">{t('empty')}</p>
  const kinds: readonly Shown[] = [
    ...contacts.map(({ kind }) => kind),
    ...[...files, ...events.items].map(() => 'changes' as const),
  ]
  return (
    <>
      <TimelineKinds shown={shown} onShow={show} counts={countsOf(kinds)} />
      <Timeline moments={moments} label={t('label')} />
    </>
  )
}

/** How it ended, as it stands now: what was closed and reopened is told by the events. */
function useClosing(deal: DealWire, names: Names): readonly (Moment & { at: string })[] {
  const t = useTranslations('crm.timeline')
  const locale = useLocale()
  const { id, status, closedOn, cancelledOn, amount, lossReasonId, updatedAt } = deal
  const moment = (icon: Moment['icon'], day: string, title: string) => ({
    id: `${id} ${icon}`,
    icon,
    day,
    at: `${day} ${updatedAt}`,
    title,
    body: null,
    note: '',
  })
  if (status === 'open' || closedOn === null) return []
  if (status === 'lost') {
    const reason = lossReasonId === null ? undefined : names[lossReasonId]
    return [moment('close', closedOn, reason === undefined ? t('lost') : t('lostFor', { reason }))]
  }
  const won = moment('check', closedOn, t('won', { amount: amount ? formatMoney(moneyFromJson(amount), locale) : '—' }))
  return status === 'cancelled' && cancelledOn !== null ? [moment('close', cancelledOn, t('cancelled')), won] : [won]
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
