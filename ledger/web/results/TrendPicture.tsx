import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { Unit } from '#ledger/rules/metric.ts'
import { tokenIn } from '../ExplainLink.tsx'
import { isSmall } from '../Figure.tsx'
import { useFigureText } from '../useFigureText.ts'
import { changed, useResultsView } from './resultsView.ts'
import { intervalOf, type NamedRow, sizeOf } from './rowOrder.ts'
import { TrendShapes } from './TrendShapes.tsx'
import style from './trend.module.css'
import { heightOf, type Point, scaleFor } from './trendScale.ts'

interface Props {
  readonly months: readonly NamedRow[]
  readonly inPeriod: (month: string) => boolean
  readonly unit: Unit
  /** What grows over a month stands as a bar, a level as a point. */
  readonly bars: boolean
  readonly currency: string | null
}

export function TrendPicture({ months, inPeriod, unit, bars, currency }: Props) {
  const t = useTranslations('ledger.results')
  const figures = useFigureText()
  const [at, point] = useState<number | null>(null)
  const points = months.map(({ row }): Point => {
    const interval = intervalOf(row)
    return {
      key: row.key ?? '',
      size: isSmall(row) ? null : sizeOf(row.value),
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      inside: inPeriod(row.key ?? ''),
    }
  })
  const scale = scaleFor(points.flatMap(({ size, low, high }) => [size, low, high].filter((one) => one !== null)))
  const said = ({ row, name }: NamedRow) => {
    const interval = intervalOf(row)
    const small = interval && isSmall(row)
    return { name, value: small ? figures.interval(interval) : figures.text(row.value, row.unit) }
  }
  const pointed = months[at ?? -1]
  return (
    <div className={style.picture}>
      <p className={style.readout}>
        {pointed ? (
          t('monthValue', said(pointed))
        ) : (
          <span className="dim">{t('unitName', { unit, currency: currency ?? '' })}</span>
        )}
      </p>
      <div className={style.plot}>
        {scale.ticks.map((tick) => (
          <span key={tick} className={style.tick} style={{ bottom: `${heightOf(tick, scale)}%` }}>
            {figures.axis(tick, unit)}
          </span>
        ))}
        <TrendShapes points={points} scale={scale} bars={bars} at={at} />
        <Months months={months} said={(one) => t('monthValue', said(one))} onPoint={point} />
      </div>
      <MonthNames points={points} />
    </div>
  )
}

interface MonthsProps {
  readonly months: readonly NamedRow[]
  readonly said: (month: NamedRow) => string
  readonly onPoint: (at: number | null) => void
}

/** Each month opens; the arrows go from one to the next, so that Tab passes by in one step. */
function Months({ months, said, onPoint }: MonthsProps) {
  const t = useTranslations('ledger.results')
  const [view] = useResultsView()
  const [first, setFirst] = useState<number | null>(null)
  const entry = first ?? months.length - 1
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: entry - 1,
      ArrowRight: entry + 1,
      Home: 0,
      End: months.length - 1,
    }
    const next = steps[event.key]
    const link = next === undefined ? undefined : event.currentTarget.children[next]
    if (!(link instanceof HTMLElement)) return
    event.preventDefault()
    link.focus()
  }
  return (
    <div
      className={style.months}
      role="toolbar"
      aria-label={t('months')}
      onKeyDown={move}
      onMouseLeave={() => onPoint(null)}
    >
      {months.map((one, i) => (
        <Link
          key={one.row.key}
          to="."
          search={{ ...changed(view, { explain: tokenIn(one.row.explain) }) }}
          resetScroll={false}
          preload={false}
          aria-label={said(one)}
          aria-haspopup="dialog"
          tabIndex={i === entry ? 0 : -1}
          onMouseEnter={() => onPoint(i)}
          onFocus={() => {
            setFirst(i)
            onPoint(i)
          }}
          onBlur={() => onPoint(null)}
        />
      ))}
    </div>
  )
}

/** Every third month by name, counted from the last, and the years below. */
function MonthNames({ points }: { readonly points: readonly Point[] }) {
  const locale = useLocale()
  const format = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  const every = Math.max(1, Math.ceil(points.length / 4))
  const named = points.map((_, i) => (points.length - 1 - i) % every === 0)
  const year = (i: number) => points[i]?.key.slice(0, 4) ?? ''
  return (
    <div className={style.names} aria-hidden="true">
      {points.map(({ key }, i) => {
        const before = named.lastIndexOf(true, i - 1)
        return (
          <span key={key}>
            {named[i] && (
              <span>
                {format.format(Date.UTC(Number(key.slice(0, 4)), Number(key.slice(5)) - 1, 1))}
                {(i === 0 || before < 0 || year(before) !== year(i)) && <small>{year(i)}</small>}
              </span>
            )}
          </span>
        )
      })}
    </div>
  )
}
