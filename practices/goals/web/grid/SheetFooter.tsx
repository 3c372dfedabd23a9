import { useTranslations } from 'use-intl'
import { roundDiv } from '#ledger/rules/rounding.ts'
import type { Shown } from './doings.ts'
import { type Range, rangeFigures } from './figures.ts'
import style from './quotas.module.css'
import type { SheetNow, SheetText } from './useSheetText.ts'

interface Props {
  readonly shown: Shown
  readonly range: Range | null
  readonly now: SheetNow
  readonly text: SheetText
}

/** What is selected: of one cell what it is, of many their sum, average and count. */
export function SheetFooter({ shown, range, now, text }: Props) {
  const t = useTranslations('goals.quotas')
  if (range === null) return <footer className={style.footer}>{t('keysHint')}</footer>
  const { sum, count, cells } = rangeFigures(now.figures, shown.rows, range)
  const place = shown.rows[range.top] ?? -1
  const row = shown.sheet.rows[place]
  const over = cells === 1 ? text.over(place, range.left, now.figures) : null
  const { title } = text.cell(place, range.left, now)
  return (
    <footer className={style.footer} aria-live="polite">
      <span className="cut">
        {cells === 1 && row ? `${row.name} · ${text.column(range.left)}` : t('selected', { count: cells })}
        {cells === 1 && title !== '' && <span className="dim"> — {title.replaceAll('\n', ' · ')}</span>}
      </span>
      <span className={style.gap} />
      {over && over.own !== null && over.difference !== null && (
        <span className="num">
          {t('overAssigned', {
            own: text.number(over.own),
            people: text.number(over.people),
            difference: `${over.difference > 0n ? '+' : ''}${text.number(over.difference)}`,
            share: over.share ?? '—',
          })}
        </span>
      )}
      {count > 1 && (
        <span className="num">
          {t('sums', {
            sum: text.number(sum),
            average: text.number(roundDiv(sum, BigInt(count))),
            count: String(count),
          })}
        </span>
      )}
    </footer>
  )
}
