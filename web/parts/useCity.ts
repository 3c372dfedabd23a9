import { useTranslations } from 'use-intl'

/** "上海" for Asia/Shanghai: the city that a zone is named after, in the reader's language where we know it. */
export function useCity(zone: string): string {
  const t = useTranslations('web.city')
  const city = zone.split('/').at(-1) ?? zone
  return t.has(city) ? t(city) : city.replaceAll('_', ' ')
}
