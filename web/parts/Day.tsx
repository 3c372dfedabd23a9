import { useLocale } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { type DayForm, daysBetween, dayText, relativeDays } from './dates.ts'
import { Nothing } from './Nothing.tsx'

interface Props {
  readonly of: string | null
  readonly form?: DayForm | 'ago'
}

/** A business day. It is the same day for everybody, wherever they are. */
export function Day({ of, form = 'short' }: Props) {
  const locale = useLocale()
  const { today } = useMe()
  if (of === null) return <Nothing />
  const ago = form === 'ago'
  return (
    <time className="num" dateTime={of} title={dayText(of, locale, 'long')}>
      {ago ? relativeDays(daysBetween(today, of), locale) : dayText(of, locale, form, today)}
    </time>
  )
}
