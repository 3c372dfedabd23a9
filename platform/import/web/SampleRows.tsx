import { useTranslations } from 'use-intl'
import { Num } from '#web/parts/Num.tsx'
import type { RowForecast } from '../contract.ts'
import type { Outcome } from '../rules/outcome.ts'
import type { ImportKind } from '../rules/synonyms.ts'
import { useFieldName } from './fields.ts'
import style from './Outcome.module.css'

interface Props {
  readonly rows: readonly RowForecast[]
  readonly outcome: Outcome
  readonly count: number
  readonly kind: ImportKind
}

/** The first rows of an outcome: which line, what it is called, and what changes or why not. */
export function SampleRows({ rows, outcome, count, kind }: Props) {
  const t = useTranslations('import.outcome')
  const fieldName = useFieldName(kind)
  const own = rows.filter((row) => row.outcome === outcome)
  return (
    <div className={style.rows}>
      <p className="dim small">
        {own.length < count ? t('first', { shown: own.length, count }) : t('allOf', { count })}
      </p>
      <ul>
        {own.map(({ line, name, changed, reasons }) => (
          <li key={line} className={style.row} data-nameless={name === null || undefined}>
            <span className="dim">{t.rich('line', { line: () => <Num of={line} /> })}</span>
            {name !== null && <span className={style.name}>{name}</span>}
            <span>
              {reasons.map(({ message }) => message).join(' ')}
              {outcome === 'changed' && (
                <span className="dim">{t('changes', { fields: changed.map(fieldName).join(', ') })}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
