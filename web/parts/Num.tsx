import { useLocale } from 'use-intl'
import { Nothing } from './Nothing.tsx'

interface Props {
  /** A decimal text of the API, or a number that the screen counted. */
  readonly of: string | number | null
  readonly style?: 'decimal' | 'percent'
  readonly digits?: number
}

const formats = new Map<string, Intl.NumberFormat>()

/** A number with the reader's grouping; a ratio as a percentage with `style="percent"`. */
export function Num({ of, style = 'decimal', digits = style === 'percent' ? 1 : 6 }: Props) {
  const locale = useLocale()
  if (of === null || !isNumeric(String(of))) return <Nothing />
  return <span className="num">{formatOf(locale, style, digits).format(Number(of)).replace('-', '−')}</span>
}

const isNumeric = (text: string) => /^-?\d+(\.\d+)?$/.test(text)

function formatOf(locale: string, style: 'decimal' | 'percent', digits: number): Intl.NumberFormat {
  const key = `${locale} ${style} ${digits}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale, { style, maximumFractionDigits: digits })
  formats.set(key, made)
  return made
}
