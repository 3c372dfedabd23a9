import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import style from './quotas.module.css'
import { type Column, columnOfMonth, type Sheet } from './sheet.ts'
import type { Saving } from './useSaving.ts'
import type { SheetText } from './useSheetText.ts'

interface Props {
  readonly sheet: Sheet
  readonly saving: Saving
  readonly text: SheetText
  readonly goTo: (place: { readonly row: number; readonly column: Column }) => void
}
const most = 50

/** Nothing was saved, because of these cells. */
export function RefusedList({ sheet, saving: { refused, dismiss }, text, goTo }: Props) {
  const t = useTranslations('goals.quotas')
  if (refused.length === 0) return null
  return (
    <section className={style.list} role="alert">
      <h2>
        {t('refusedTitle', { count: refused.length })}
        <span className={style.gap} />
        <Button plain icon="close" aria-label={t('dismiss')} onClick={dismiss} />
      </h2>
      <ul>
        {refused.slice(0, most).map(({ memberId, teamId, period, message }) => {
          const id = memberId ?? teamId
          const row = sheet.rows.findIndex((one) => (id === null ? one.kind === 'organisation' : one.id === id))
          const month = sheet.months.findIndex(({ key }) => key === period)
          const column = columnOfMonth(Math.max(0, month))
          return (
            <li key={`${id} ${period}`}>
              <button type="button" className={style.where} onClick={() => goTo({ row, column })}>
                {sheet.rows[row]?.name ?? ''} · {month < 0 ? period : text.column(column)}
              </button>
              <span>{message}</span>
            </li>
          )
        })}
      </ul>
      {refused.length > most && <p className="dim">{t('andMore', { count: refused.length - most })}</p>}
    </section>
  )
}
