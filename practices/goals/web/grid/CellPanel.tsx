import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { SidePanel } from '#web/parts/SidePanel.tsx'
import { unitsText } from '../../rules/amount.ts'
import { type Shown, setCell } from './doings.ts'
import type { Change } from './draft.ts'
import style from './quotas.module.css'
import { readAmount } from './readAmount.ts'
import type { Column } from './sheet.ts'
import type { SheetNow, SheetText } from './useSheetText.ts'

interface Props {
  readonly row: number
  readonly column: Column
  readonly shown: Shown
  readonly now: SheetNow
  readonly text: SheetText
  readonly make: (changes: readonly Change[]) => void
  readonly onClose: () => void
}

/** One cell by itself, for a thumb. */
export function CellPanel({ row, column, shown, now, text, make, onClose }: Props) {
  const t = useTranslations('goals.quotas')
  const { sheet, figures } = shown
  const line = sheet.rows[row]
  const units = figures.own(row, column)
  const [typed, type] = useState(units === null ? '' : unitsText(units, sheet.measure).replace(/\.0+$/, ''))
  const read = readAmount(typed, sheet.measure)
  const over = text.over(row, column, figures)
  const { title } = text.cell(row, column, now)
  return (
    <SidePanel title={`${line?.name ?? ''} · ${text.column(column)}`} onClose={onClose}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          make(setCell(shown, row, column, read))
          onClose()
        }}
      >
        <TextInput
          label={t('amount')}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          inputMode="decimal"
          readOnly={line?.editable !== true}
          error={'why' in read ? t(`unread.${read.why}`, { currency: sheet.measure.currency }) : undefined}
          data-autofocus
        />
        {title !== '' && <p className="dim">{title}</p>}
        {over && over.own !== null && over.difference !== null && (
          <p className="num">
            {t('overAssigned', {
              own: text.number(over.own),
              people: text.number(over.people),
              difference: text.number(over.difference),
              share: over.share ?? '—',
            })}
          </p>
        )}
        {line?.editable === true && (
          <div className={style.ways}>
            <Button first type="submit" disabled={'why' in read}>
              {t('apply')}
            </Button>
          </div>
        )}
      </form>
    </SidePanel>
  )
}
