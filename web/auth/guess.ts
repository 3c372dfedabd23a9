import type { Language } from '#web/frame/language.ts'

interface Guess {
  readonly timeZone: string
  readonly currency: string
  readonly fiscalStartMonth: number
}

const byZone: readonly (readonly [RegExp, string])[] = [
  [/^Asia\/(Shanghai|Chongqing|Harbin|Urumqi)$/, 'CNY'],
  [/^Asia\/Hong_Kong$/, 'HKD'],
  [/^Asia\/Taipei$/, 'TWD'],
  [/^Asia\/Tokyo$/, 'JPY'],
  [/^Asia\/Singapore$/, 'SGD'],
  [/^Asia\/Seoul$/, 'KRW'],
  [/^Asia\/(Kolkata|Calcutta)$/, 'INR'],
  [/^Asia\/Dubai$/, 'AED'],
  [/^Europe\/London$/, 'GBP'],
  [/^Europe\/Zurich$/, 'CHF'],
  [/^Europe\/Stockholm$/, 'SEK'],
  [/^Europe\/Oslo$/, 'NOK'],
  [/^Europe\/Copenhagen$/, 'DKK'],
  [/^Europe\/Warsaw$/, 'PLN'],
  [/^Europe\/Prague$/, 'CZK'],
  [/^Europe\//, 'EUR'],
  [/^Australia\//, 'AUD'],
  [/^Pacific\/Auckland$/, 'NZD'],
  [/^America\/(Toronto|Vancouver|Edmonton|Winnipeg|Halifax|Montreal)$/, 'CAD'],
  [/^America\/Sao_Paulo$/, 'BRL'],
  [/^America\/Mexico_City$/, 'MXN'],
  [/^America\/Lima$/, 'PEN'],
]
/** Where the year in the books usually begins in another month than January. */
const yearStarts: Readonly<Record<string, number>> = { JPY: 4, INR: 4, GBP: 4, AUD: 7, NZD: 4, HKD: 4 }

/** What a new organisation most likely wants, from the browser's own zone and language; shown, and to be changed. */
export function guess(language: Language, zone = Intl.DateTimeFormat().resolvedOptions().timeZone): Guess {
  const unknown = language === 'zh-CN' ? 'CNY' : 'USD'
  const currency = byZone.find(([pattern]) => pattern.test(zone))?.[1] ?? unknown
  return { timeZone: zone, currency, fiscalStartMonth: yearStarts[currency] ?? 1 }
}
