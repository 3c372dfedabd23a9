import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { CellPanel } from './CellPanel.tsx'
import type { Shown } from './doings.ts'
import type { Change } from './draft.ts'
import style from './phone.module.css'
import type { Column } from './sheet.ts'
import type { SheetNow, SheetText } from './useSheetText.ts'

interface Props {
  readonly shown: Shown
  readonly now: SheetNow
  readonly text: SheetText
  readonly make: (changes: readonly Change[]) => void
}

/** On a phone: a quarter at a time, to read; a tap opens one cell. */
export function PhoneSheet({ shown, now, text, make }: Props) {
  const t = useTranslations('goals.quotas')
  const [quarter, choose] = useState(0)
  const [open, setOpen] = useState<{ readonly row: number; readonly column: Column } | null>(null)
  const columns = [0, 1, 2, 3].map((i) => quarter * 4 + i)
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('quarters')}
        data={[0, 1, 2, 3].map((q) => ({ value: String(q), label: text.column(q * 4 + 3) }))}
        value={String(quarter)}
        onChange={(next) => choose(Number(next))}
      />
      <table className={style.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {text.column(column)}
              </th>
            ))}
          </tr>
        </thead>
        {shown.rows.map((row) => {
          const line = shown.sheet.rows[row]
          if (line === undefined) return null
          return (
            <tbody key={line.key} data-kind={line.kind}>
              <tr>
                <th scope="rowgroup" colSpan={4} style={{ paddingInlineStart: line.depth * 10 }}>
                  {line.name} <span className="dim small">{line.vacant ? t('vacant') : ''}</span>
                </th>
              </tr>
              <tr>
                {columns.map((column) => {
                  const { text: amount, sub, classes, label } = text.cell(row, column, now)
                  return (
                    <td key={column}>
                      <button
                        type="button"
                        className={classes}
                        aria-label={label}
                        onClick={() => setOpen({ row, column })}
                      >
                        <span className="num">{amount === '' ? '—' : amount}</span>{' '}
                        {sub !== null && <small className="num">{sub}</small>}
                      </button>
                    </td>
                  )
                })}
              </tr>
            </tbody>
          )
        })}
      </table>
      {open && <CellPanel {...open} shown={shown} now={now} text={text} make={make} onClose={() => setOpen(null)} />}
    </>
  )
}
