import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { tokenIn } from '../ExplainLink.tsx'
import { changed, useResultsView } from './resultsView.ts'
import type { NamedRow } from './rowOrder.ts'
import style from './trend.module.css'

interface Props {
  /** Undefined where a month has no figure. */
  readonly months: readonly (NamedRow | undefined)[]
  readonly said: (month: NamedRow) => string
  readonly onPoint: (at: number | null) => void
}

/** Each month opens; the arrows go from one to the next, so that Tab passes by in one step. */
export function TrendMonths({ months, said, onPoint }: Props) {
  const t = useTranslations('ledger.results')
  const [view] = useResultsView()
  const [chosen, choose] = useState<string | null>(null)
  const open = months.filter((one) => one !== undefined)
  const entry = open.find(({ row }) => row.key === chosen) ?? open.at(-1)
  return (
    <div
      className={style.months}
      role="toolbar"
      aria-label={t('months')}
      onKeyDown={move}
      onMouseLeave={() => onPoint(null)}
    >
      {months.map((one, i) =>
        one === undefined ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a month's place is what it is
          <span key={i} />
        ) : (
          <Link
            key={one.row.key}
            to="."
            search={{ ...changed(view, { explain: tokenIn(one.row.explain) }) }}
            resetScroll={false}
            preload={false}
            aria-label={said(one)}
            aria-haspopup="dialog"
            tabIndex={one === entry ? 0 : -1}
            onMouseEnter={() => onPoint(i)}
            onFocus={() => {
              choose(one.row.key)
              onPoint(i)
            }}
            onBlur={() => onPoint(null)}
          />
        ),
      )}
    </div>
  )
}

function move(event: KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll('a')]
  const at = links.findIndex((one) => one.matches(':focus'))
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: links.length - 1,
  }
  const link = links[steps[event.key] ?? -1]
  if (!link) return
  event.preventDefault()
  link.focus()
}
