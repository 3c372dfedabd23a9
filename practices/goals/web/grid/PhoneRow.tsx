import { useId, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { unitsText } from '../../rules/amount.ts'
import { type Shown, setCell } from './doings.ts'
import { type Change, draftKey } from './draft.ts'
import style from './phone.module.css'
import { readAmount } from './readAmount.ts'
import { type Column, columnCount, monthAt, yearColumn } from './sheet.ts'
import type { SheetNow, SheetText } from './useSheetText.ts'

interface Props {
  readonly row: number
  readonly shown: Shown
  readonly now: SheetNow
  readonly text: SheetText
  readonly make: (changes: readonly Change[]) => void
  readonly onOpen: (row: number | null) => void
}

const allColumns: readonly Column[] = Array.from({ length: columnCount }, (_, i) => i)

/** The months of one person, team or the organisation, each to be typed; quarters and the year split what they are given. */
export function PhoneRow({ row, shown, now, text, make, onOpen }: Props) {
  const t = useTranslations('goals.quotas')
  const { sheet, rows } = shown
  const line = sheet.rows[row]
  const y = rows.indexOf(row)
  const [before, after] = [rows[y - 1], rows[y + 1]]
  if (line === undefined) return null
  const about = line.kind === 'member' ? (line.vacant ? t('vacant') : line.title) : null
  return (
    <section className={style.one} aria-label={line.name}>
      <header>
        <Button plain icon="left" className={style.step ?? ''} onClick={() => onOpen(null)}>
          {t('everybody')}
        </Button>
        <span className={style.steps}>
          <Button
            plain
            className={style.step ?? ''}
            icon="left"
            aria-label={t('rowBefore')}
            disabled={before === undefined}
            onClick={() => before !== undefined && onOpen(before)}
          />
          <Button
            plain
            className={style.step ?? ''}
            icon="right"
            aria-label={t('rowAfter')}
            disabled={y < 0 || after === undefined}
            onClick={() => after !== undefined && onOpen(after)}
          />
        </span>
      </header>
      <h2>
        {line.name} {about && <small>{about}</small>}
      </h2>
      {allColumns.map((column) => (
        <AmountLine key={column} {...{ row, column, shown, now, text, make }} />
      ))}
    </section>
  )
}

interface LineProps extends Omit<Props, 'onOpen'> {
  readonly column: Column
}

function AmountLine({ row, column, shown, now, text, make }: LineProps) {
  const t = useTranslations('goals.quotas')
  const id = useId()
  const { sheet, figures } = shown
  const month = monthAt(column)
  const units = figures.own(row, column)
  const unread = month === null ? null : (now.draft.get(draftKey(sheet, { row, month }))?.unread ?? null)
  const plain = unread?.typed ?? (units === null ? '' : unitsText(units, sheet.measure).replace(/\.0+$/, ''))
  const [typed, type] = useState<string | null>(null)
  const mayEdit = sheet.rows[row]?.editable === true
  const { text: shownText, sub, title, classes } = text.cell(row, column, now)
  const take = () => {
    if (typed !== null && typed !== plain) make(setCell(shown, row, column, readAmount(typed, sheet.measure)))
    type(null)
  }
  return (
    <div className={`${style.line} ${classes}`} data-total={month === null || undefined}>
      <label htmlFor={id}>{column === yearColumn ? t('wholeYear', { year: sheet.year }) : text.column(column)}</label>
      <input
        id={id}
        className="num"
        value={typed ?? (shownText === '—' ? '' : shownText)}
        placeholder="—"
        inputMode="decimal"
        enterKeyHint="next"
        autoComplete="off"
        readOnly={!mayEdit}
        aria-invalid={unread !== null || undefined}
        aria-describedby={title === '' && sub === null ? undefined : `${id}-more`}
        onFocus={(event) => {
          if (!mayEdit) return
          // at once: what is typed right after replaces the amount, and isn't added to it
          flushSync(() => type(plain))
          event.currentTarget.select()
        }}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Escape') type(null)
          if (event.key !== 'Enter') return
          event.preventDefault()
          take()
          nextInput(event.currentTarget)?.focus()
        }}
      />
      {(title !== '' || sub !== null) && (
        <small id={`${id}-more`} className={style.more}>
          {[...(sub === null ? [] : [sub]), ...title.split('\n')].filter(Boolean).join(' · ')}
        </small>
      )}
    </div>
  )
}

/** As a keyboard's "next" goes on: down the list. */
function nextInput(input: HTMLInputElement): HTMLInputElement | null {
  const inputs = [...(input.closest('section')?.querySelectorAll('input') ?? [])]
  return inputs[inputs.indexOf(input) + 1] ?? null
}
