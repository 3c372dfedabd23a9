import { useQueries } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#web/api/client.ts'
import { Day } from '#web/parts/Day.tsx'
import { Instant } from '#web/parts/Instant.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { SidePanel } from '#web/parts/SidePanel.tsx'
import { Status } from '#web/parts/Status.tsx'
import type { QuotaEventJson } from '../../contract/quotas.ts'
import { unitsOf } from '../../rules/amount.ts'
import style from './quotas.module.css'
import { type Column, columnOfMonth, monthsAt, type Sheet } from './sheet.ts'
import type { SheetText } from './useSheetText.ts'

interface Props {
  readonly sheet: Sheet
  readonly row: number
  readonly column: Column
  readonly text: SheetText
  readonly onClose: () => void
}

/** Who set a month's target, to what, and why; of a total, of each of its months. */
export default function HistoryPanel({ sheet, row, column, text, onClose }: Props) {
  const t = useTranslations('goals.quotas')
  const line = sheet.rows[row]
  const months = monthsAt(column)
  const whose = line?.kind === 'member' ? { memberId: line.id } : line?.kind === 'team' ? { teamId: line.id } : {}
  const found = useQueries({
    queries: months.map((month) =>
      api.goals.quotas.history.queryOptions({
        input: { metric: sheet.metric, period: sheet.months[month]?.key ?? '', ...whose },
        staleTime: 0,
      }),
    ),
  })
  const isPending = found.some((one) => one.isPending)
  const parts = months
    .map((month, i) => ({ month, items: found[i]?.data?.items ?? [] }))
    .filter(({ items }) => items.length > 0)
  return (
    <SidePanel title={t('historyOf', { name: line?.name ?? '', period: text.column(column) })} onClose={onClose}>
      <ProblemText error={found.find(({ error }) => error !== null)?.error ?? null} />
      {!isPending && parts.length === 0 && <p className="dim">{t('noHistory')}</p>}
      {parts.map(({ month, items }) => (
        <section key={month}>
          {months.length > 1 && <h2>{text.column(columnOfMonth(month))}</h2>}
          <ol className={style.history}>
            {items.map((event) => (
              <EventLine key={`${event.at} ${event.what}`} event={event} sheet={sheet} text={text} />
            ))}
          </ol>
        </section>
      ))}
    </SidePanel>
  )
}

function EventLine({
  event,
  sheet,
  text,
}: {
  readonly event: QuotaEventJson
  readonly sheet: Sheet
  readonly text: SheetText
}) {
  const t = useTranslations('goals.quotas')
  const amount = (given: string | null) => (given === null ? '—' : text.number(unitsOf(given, sheet.measure)))
  return (
    <li>
      <p>
        <strong>{t(`event.${event.what}`)}</strong>{' '}
        {(event.before !== null || event.after !== null) && (
          <span className="num">
            {event.before === null ? amount(event.after) : `${amount(event.before)} → ${amount(event.after)}`}
          </span>
        )}
        {event.from !== null && (
          <>
            {' · '}
            {t('holdsFrom')} <Day of={event.from} />
          </>
        )}{' '}
        {event.state !== null && (
          <Status tone={event.state === 'inForce' ? 'ontrack' : event.state === 'waiting' ? 'risk' : 'off'}>
            {t(`state.${event.state}`)}
          </Status>
        )}
      </p>
      {event.reason !== null && <p className={style.why}>{event.reason}</p>}
      <p className="dim small">
        {event.byName ?? t('nobodyNamed')} · <Instant of={event.at} />
      </p>
    </li>
  )
}
