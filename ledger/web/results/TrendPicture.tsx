import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { ValuesJson } from '#ledger/contract.ts'
import { useFigureText } from '../useFigureText.ts'
import { intervalOf, isSmall, type NamedRow, sizeOf } from './rowOrder.ts'
import { TrendMonths } from './TrendMonths.tsx'
import { TrendShapes } from './TrendShapes.tsx'
import style from './trend.module.css'
import { heightOf, type Point, scaleFor } from './trendScale.ts'
import { monthKeys } from './viewPeriod.ts'

interface Props {
  readonly values: ValuesJson
  readonly rows: readonly NamedRow[]
  readonly inPeriod: (month: string) => boolean
  /** What grows over a month stands as a bar, a level as a point. */
  readonly bars: boolean
}

export function TrendPicture({ values, rows, inPeriod, bars }: Props) {
  const t = useTranslations('ledger.results')
  const figures = useFigureText()
  const [at, point] = useState<number | null>(null)
  const { unit, from, to, total } = values
  const keys = monthKeys({ from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) })
  const months = keys.map((key) => rows.find(({ row }) => row.key === key))
  const points = keys.map((key, i) => pointOf(key, months[i], inPeriod(key)))
  const scale = scaleFor(points.flatMap(({ size, low, high }) => [size, low, high].filter((one) => one !== null)))
  const said = ({ row, name }: NamedRow) => {
    const interval = intervalOf(row)
    const value = interval && isSmall(row) ? figures.interval(interval) : figures.text(row.value, row.unit)
    return t('monthValue', { name, value })
  }
  const pointed = months[at ?? -1]
  const currency = typeof total.value === 'string' ? '' : (total.value?.currency ?? '')
  return (
    <div>
      <p className={style.readout}>
        {pointed ? said(pointed) : <span className="dim">{t('unitName', { unit, currency })}</span>}
      </p>
      <div className={style.plot}>
        {scale.ticks.map((tick) => (
          <span key={tick} className={style.tick} style={{ bottom: `${heightOf(tick, scale)}%` }}>
            {figures.axis(tick, unit)}
          </span>
        ))}
        <TrendShapes points={points} scale={scale} bars={bars} at={at} />
        <TrendMonths months={months} said={said} onPoint={point} />
      </div>
      <MonthNames keys={keys} />
    </div>
  )
}

function pointOf(key: string, month: NamedRow | undefined, inside: boolean): Point {
  if (!month) return { key, size: null, low: null, high: null, inside }
  const { row } = month
  const { low = null, high = null } = intervalOf(row) ?? {}
  return { key, size: isSmall(row) ? null : sizeOf(row.value), low, high, inside }
}

const namesWanted = 4

/** Every third month by name, counted from the last, and below it the year where a new one begins. */
function MonthNames({ keys }: { readonly keys: readonly string[] }) {
  const locale = useLocale()
  const format = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  const every = Math.max(1, Math.ceil(keys.length / namesWanted))
  const yearAt = (i: number) => keys[i]?.slice(0, 4)
  return (
    <div className={style.names} aria-hidden="true">
      {keys.map((key, i) => (
        <span key={key}>
          {(keys.length - 1 - i) % every === 0 && (
            <span>
              {format.format(Date.parse(`${key}-01`))}
              {yearAt(i - every) !== yearAt(i) && <small>{yearAt(i)}</small>}
            </span>
          )}
        </span>
      ))}
    </div>
  )
}
