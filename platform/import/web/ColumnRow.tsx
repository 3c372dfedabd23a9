import { Select } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Num } from '#web/parts/Num.tsx'
import type { TargetField } from '../rules/headers.ts'
import type { ColumnReading, FoundColumn, SettingsChange } from '../rules/settings.ts'
import type { ImportKind } from '../rules/synonyms.ts'
import style from './ColumnTable.module.css'
import { useFieldName } from './fields.ts'
import { ReadAs } from './ReadAs.tsx'

interface Props {
  readonly kind: ImportKind
  readonly column: FoundColumn
  readonly fields: readonly TargetField[]
  readonly reading: ColumnReading | null
  readonly field: string | null
  readonly taken: { readonly [header: string]: string | null }
  readonly unit: string | undefined
  readonly rows: number
  readonly disabled: boolean
  readonly onField: (field: string | null) => void
  readonly onChange: (change: SettingsChange) => void
}

const leftOut = ''
/** Below this a guess asks to be looked at. */
const unsureBelow = 0.75

export function ColumnRow({
  kind,
  column,
  fields,
  reading,
  field,
  taken,
  unit,
  rows,
  disabled,
  onField,
  onChange,
}: Props) {
  const t = useTranslations('import.columns')
  const fieldName = useFieldName(kind)
  const { header, guess, detection } = column
  const unsure = field !== null && field === guess.field && guess.confidence < unsureBelow
  const options = fields.map(({ name, required }) => {
    const other = Object.entries(taken).find(([one, has]) => has === name && one !== header)?.[0]
    const label = required ? t('needed', { field: fieldName(name) }) : fieldName(name)
    return {
      value: name,
      label: other === undefined ? label : t('takenFrom', { field: fieldName(name), header: other }),
    }
  })
  return (
    <tr data-out={field === null || undefined}>
      <th scope="row" className={style.header}>
        {header === '' ? t('noName') : header}
        <small className="cut">
          {detection.samples.length > 0 ? detection.samples.slice(0, 4).join(' · ') : t('allEmpty')}
        </small>
      </th>
      <td className={style.field}>
        <Select
          aria-label={t('fieldOf', { header })}
          data={[{ value: leftOut, label: t('leaveOut') }, ...options]}
          value={field ?? leftOut}
          onChange={(chosen) => onField(chosen === leftOut ? null : chosen)}
          allowDeselect={false}
          searchable
          disabled={disabled}
          nothingFoundMessage={t('noField')}
        />
        {unsure && <span className={style.unsure}>{t('unsure')}</span>}
      </td>
      <td className={style.reads}>
        {reading && <ReadAs column={column} reading={reading} unit={unit} disabled={disabled} onChange={onChange} />}
      </td>
      <td className={style.right}>
        {detection.empty === 0 ? (
          <span className="dim">{t('all')}</span>
        ) : (
          <span
            className="dim"
            title={detection.absent.map(({ value, count }) => `${value} × ${count}`).join(', ') || undefined}
          >
            <Num of={detection.values} /> / <Num of={rows} />
          </span>
        )}
      </td>
    </tr>
  )
}
