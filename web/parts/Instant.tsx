import { useLocale } from 'use-intl'
import { useMe, useZone } from '#web/api/session.ts'
import { dayIn, dayText, instantText, timeText } from './dates.ts'
import { Nothing } from './Nothing.tsx'

/** A moment, in the reader's own zone: the time of today, else the day; all of it on hover. */
export function Instant({ of, full = false }: { readonly of: string | null; readonly full?: boolean }) {
  const locale = useLocale()
  const zone = useZone()
  const { today } = useMe()
  if (of === null) return <Nothing />
  const day = dayIn(of, zone)
  const all = instantText(of, locale, zone)
  const text = full
    ? all
    : day === today
      ? timeText(Date.parse(of), locale, zone)
      : dayText(day, locale, 'short', today)
  return (
    <time className="num" dateTime={of} title={`${all} · ${zone}`}>
      {text}
    </time>
  )
}
