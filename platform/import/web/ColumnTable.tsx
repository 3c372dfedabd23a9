import { useTranslations } from 'use-intl'
import { columnReadings, type FoundColumn, type ImportSettings, type SettingsChange } from '../rules/settings.ts'
import type { ImportKind } from '../rules/synonyms.ts'
import { targetFields } from '../rules/targets.ts'
import { ColumnRow } from './ColumnRow.tsx'
import style from './ColumnTable.module.css'

interface Props {
  readonly kind: ImportKind
  readonly columns: readonly FoundColumn[]
  readonly settings: ImportSettings
  readonly rows: number
  readonly onChange: (change: SettingsChange) => void
  readonly disabled: boolean
}

/** Every column of the file: what stands in it, which field it becomes, how it is read. */
export function ColumnTable({ kind, columns, settings, rows, onChange, disabled }: Props) {
  const t = useTranslations('import.columns')
  const fields = targetFields(kind)
  const readings = new Map(columnReadings(columns, settings, fields).map((reading) => [reading.header, reading]))
  const setField = (header: string, field: string | null) => {
    // a field takes one column: the one that had it before is left out
    const other =
      field === null
        ? undefined
        : Object.entries(settings.columns).find(([one, has]) => has === field && one !== header)?.[0]
    onChange({ columns: { ...(other === undefined ? {} : { [other]: null }), [header]: field } })
  }
  return (
    <table className={style.table}>
      <thead>
        <tr>
          <th scope="col">{t('inFile')}</th>
          <th scope="col">{t('becomes')}</th>
          <th scope="col">{t('readAs')}</th>
          <th scope="col" className={style.right}>
            {t('filled')}
          </th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => (
          <ColumnRow
            key={column.header}
            kind={kind}
            column={column}
            fields={fields}
            reading={readings.get(column.header) ?? null}
            field={settings.columns[column.header] ?? null}
            taken={settings.columns}
            unit={settings.units[column.header]}
            rows={rows}
            disabled={disabled}
            onField={(field) => setField(column.header, field)}
            onChange={onChange}
          />
        ))}
      </tbody>
    </table>
  )
}
