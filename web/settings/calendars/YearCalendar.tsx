import { useLocale, useTranslations } from 'use-intl'
import { monthNames } from '#web/auth/choices.ts'
import { dayText } from '#web/parts/dates.ts'
import { weekdayNames } from '../weekdayNames.ts'
import style from './calendar.module.css'
import type { ShownDay } from './yearDays.ts'

interface Props {
  readonly months: readonly (readonly ShownDay[])[]
  readonly today: string
  readonly onDay: ((day: ShownDay) => void) | null
}

/** Twelve small months. What a day is stands in its colour and its sign; its name is a hover away and in the list below. */
export function YearCalendar({ months, today, onDay }: Props) {
  const t = useTranslations('web.settings.sitePage')
  const locale = useLocale()
  const names = monthNames(locale)
  return (
    <>
      <div className={style.year}>
        {months.map((days, i) => (
          <section key={days[0]?.day} className={style.month} aria-label={names[i]?.label}>
            <h3>{names[i]?.label}</h3>
            <div className={style.days}>
              {weekdayNames(locale, 'narrow').map((name, at) => (
                <span key={`${name}${String(at)}`} className={style.weekday} aria-hidden="true">
                  {name}
                </span>
              ))}
              {days.map((one, at) => (
                <DayCell key={one.day} of={one} first={at === 0} today={today} onDay={onDay} />
              ))}
            </div>
          </section>
        ))}
      </div>
      <ul className={style.legend}>
        {(['holiday', 'madeUp', 'half', 'weekend'] as const).map((kind) => (
          <li key={kind}>
            <span className={style.day} data-kind={kind} aria-hidden="true">
              8
            </span>
            {t(`kind_${kind}`)}
          </li>
        ))}
      </ul>
    </>
  )
}

interface CellProps {
  readonly of: ShownDay
  readonly first: boolean
  readonly today: string
  readonly onDay: ((day: ShownDay) => void) | null
}

function DayCell({ of: one, first, today, onDay }: CellProps) {
  const t = useTranslations('web.settings.sitePage')
  const locale = useLocale()
  const { day, kind, name, own, weekday } = one
  const label = [dayText(day, locale, 'long'), t(`kind_${kind}`), name].filter(Boolean).join(' · ')
  return (
    <button
      type="button"
      className={style.day}
      style={first ? { gridColumnStart: weekday } : undefined}
      data-kind={kind}
      data-own={own !== null || undefined}
      aria-current={day === today ? 'date' : undefined}
      aria-label={label}
      title={label}
      disabled={onDay === null}
      onClick={() => onDay?.(one)}
    >
      {Number(day.slice(8))}
    </button>
  )
}
