import { useTranslations } from 'use-intl'
import { Icon } from '#web/parts/Icon.tsx'
import type { Shown } from './doings.ts'
import type { Change } from './draft.ts'
import { PhoneRow } from './PhoneRow.tsx'
import style from './phone.module.css'
import { monthsAt, yearColumn } from './sheet.ts'
import type { SheetNow, SheetText } from './useSheetText.ts'

interface Props {
  readonly shown: Shown
  readonly now: SheetNow
  readonly text: SheetText
  readonly make: (changes: readonly Change[]) => void
  /** Whose months are open; null shows everybody. */
  readonly open: number | null
  readonly onOpen: (row: number | null) => void
}

/** On a phone: everybody with the year as a list; a tap opens the months of one. */
export function PhoneSheet({ shown, now, text, make, open, onOpen }: Props) {
  const t = useTranslations('goals.quotas')
  const { sheet, rows, figures } = shown
  if (open !== null) {
    return <PhoneRow key={open} row={open} shown={shown} now={now} text={text} make={make} onOpen={onOpen} />
  }
  return (
    <ul className={style.everybody}>
      {rows.map((row) => {
        const line = sheet.rows[row]
        if (line === undefined) return null
        const set = monthsAt(yearColumn).filter((month) => figures.own(row, Math.floor(month / 3) * 4 + (month % 3)))
        const { text: amount, sub, classes } = text.cell(row, yearColumn, now)
        const isSome = set.length > 0 && set.length < 12
        return (
          <li key={line.key} data-kind={line.kind}>
            <button type="button" className={classes} onClick={() => onOpen(row)}>
              <span className={style.who} style={{ paddingInlineStart: line.depth * 12 }}>
                <b>{line.name}</b>
                {(line.vacant || isSome) && (
                  <small>{line.vacant ? t('vacant') : t('monthsSet', { count: set.length })}</small>
                )}
              </span>
              <span className={style.amount}>
                <span className="num">{amount === '' ? '—' : amount}</span>{' '}
                {sub !== null && <small className="num">{sub}</small>}
              </span>
              <Icon name="right" />
            </button>
          </li>
        )
      })}
    </ul>
  )
}
