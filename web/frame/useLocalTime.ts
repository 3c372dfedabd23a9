import { useSyncExternalStore } from 'react'
import { useLocale } from 'use-intl'
import { timeText } from '#web/parts/dates.ts'
import { useCity } from '#web/parts/useCity.ts'

/** "Shanghai 09:12": the time of day in a zone, kept up to the minute. */
export function useLocalTime(zone: string): { readonly city: string; readonly time: string } {
  const locale = useLocale()
  const city = useCity(zone)
  const minute = useSyncExternalStore(eachMinute, () => Math.floor(Date.now() / 60_000))
  return { city, time: timeText(minute * 60_000, locale, zone) }
}

function eachMinute(tick: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  const wait = () => {
    timer = setTimeout(
      () => {
        tick()
        wait()
      },
      60_000 - (Date.now() % 60_000),
    )
  }
  wait()
  return () => clearTimeout(timer)
}
