import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { addMoney, moneyFromJson, moneyToJson } from '#ledger/rules/money.ts'
import { useMay, useMe } from '#web/api/session.ts'
import { useRecordList } from '#web/api/useRecordList.ts'
import { dayText } from '#web/parts/dates.ts'
import type { Filters } from '#web/parts/filters.ts'
import type { ListView } from '#web/parts/listView.ts'
import { Money } from '#web/parts/Money.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { phone } from '#web/parts/phone.ts'
import type { GroupJson } from '../../contract.ts'
import type { DealWire } from '../../records/deal.ts'
import { useDrops } from '../board/useDragging.ts'
import { dealGroups } from '../dealGroups.ts'
import { dealSource } from '../sources.ts'
import style from './calendar.module.css'
import { DayCell } from './DayCell.tsx'
import { DayDeal } from './DayDeal.tsx'
import { MonthBar } from './MonthBar.tsx'
import { monthGrid } from './monthGrid.ts'
import { useDayKeys } from './useDayKeys.ts'
import { useDayMoves } from './useDayMoves.ts'

interface Props {
  readonly view: ListView
  readonly onView: (view: ListView) => void
}

const cardsOfDay = 3
const dealsMax = 1000

/** Open deals by the day on which they should close, or on which their next step is due; a list of days on a phone. */
export default function DealsCalendar({ view, onView }: Props) {
  const t = useTranslations('crm.calendar')
  const locale = useLocale()
  const may = useMay()
  const { today, org } = useMe()
  const onPhone = useMediaQuery(phone, undefined, { getInitialValueInEffect: false })
  const hint = useId()
  const place = useRef<HTMLDivElement>(null)
  const month = view.month ?? today.slice(0, 7)
  const by = view.by ?? 'closesOn'
  const weeks = monthGrid(month, org.weekStart)
  const { filter, records, whole, groups, error } = useDays(view, by, weeks.flat())
  const said = (day: string) => dayText(day, locale, 'long')
  const move = useDayMoves(by, said)
  const keys = useDayKeys(place, said, move)
  const dragging = useDrops((id, day) => {
    const deal = records.find((one) => one.id === id)
    if (deal) move(deal, day)
  })
  if (error) return <ProblemText error={error} />
  const cell = (day: string) => {
    const own = records.filter((one) => one[by] === day)
    const shown = onPhone ? own : own.slice(0, cardsOfDay)
    const group = groups.get(day)
    return (
      <DayCell
        key={day}
        day={day}
        said={said(day)}
        shown={onPhone ? dayText(day, locale, 'short') : String(Number(day.slice(8)))}
        group={group}
        today={day === today}
        outside={!day.startsWith(month)}
        aimed={keys.aim === day}
        more={Math.max(whole ? 0 : (group?.count ?? 0), own.length) - shown.length}
        all={{ filter: { ...filter, [by]: { eq: day } } }}
      >
        {shown.map((deal) => (
          <DayDeal
            key={deal.id}
            deal={deal}
            day={day}
            by={by}
            fixed={!may('deal.update')}
            late={day < today}
            picked={deal.id === keys.pickedId}
            hint={hint}
            onKey={keys.onKey}
            onMove={move}
          />
        ))}
      </DayCell>
    )
  }
  return (
    <>
      <MonthBar month={month} by={by} today={today} onView={(next) => onView({ ...view, ...next })} />
      <div ref={place} className={style.month} data-dragging={dragging || undefined}>
        <div className={style.heads} aria-hidden="true">
          {weeks[0]?.map((day) => (
            <span key={day}>
              {new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(Date.parse(day))}
            </span>
          ))}
          <span>{t('week')}</span>
        </div>
        {weeks.map((week) => (
          <div key={week[0]} className={style.week}>
            {week.map(cell)}
            <WeekSum groups={week.flatMap((day) => groups.get(day) ?? [])} />
          </div>
        ))}
      </div>
      {whole && records.length === 0 && <p className={style.none}>{t('none')}</p>}
      <p id={hint} className="hidden-words">
        {t('hint')}
      </p>
      <div className="hidden-words" role="status" aria-live="assertive">
        {keys.words}
      </div>
    </>
  )
}

function WeekSum({ groups }: { readonly groups: readonly GroupJson[] }) {
  const t = useTranslations('crm.calendar')
  const [first, ...rest] = groups
  if (!first) return <div className={style.sum} />
  const sum = rest.reduce((all, { sum }) => addMoney(all, moneyFromJson(sum)), moneyFromJson(first.sum))
  return (
    <div className={style.sum}>
      <span className={style.weekWord}>{t('week')}</span>
      <b>
        <Money of={moneyToJson(sum)} short />
      </b>
      <span className="dim">{t('deals', { count: groups.reduce((all, { count }) => all + count, 0) })}</span>
    </div>
  )
}

/** The open deals of the days that are shown, and what each day adds up to. */
function useDays(view: ListView, by: 'closesOn' | 'nextStepOn', days: readonly string[]) {
  const { status: _, [by]: __, ...rest } = view.filter ?? {}
  const filter: Filters = { ...rest, status: { eq: 'open' } }
  const search = view.search === undefined ? {} : { search: view.search }
  const within: Filters = { ...filter, [by]: { gte: days[0] ?? '', lte: days.at(-1) ?? '' } }
  const { data } = useQuery(dealGroups({ by, filter: within, ...search }))
  const list = useRecordList<DealWire & { readonly [field: string]: unknown }>(
    dealSource,
    { ...search, filter: within, sort: by },
    { size: 200, counted: false },
  )
  const { loadMore } = list
  const more = list.records.length < dealsMax
  useEffect(() => {
    if (loadMore && more) loadMore()
  }, [loadMore, more])
  const groups = new Map((data?.groups ?? []).map((group) => [group.key ?? '', group]))
  // all are here, so that a deal on its way to another day is not counted where it was
  const whole = list.state === 'shown' && loadMore === null && list.records.length < dealsMax
  return { filter, records: list.records, whole, groups, error: list.state === 'failed' ? list.error : null }
}
