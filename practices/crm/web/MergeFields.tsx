import { useTranslations } from 'use-intl'
import { fieldValue } from '#web/api/records.ts'
import type { Found } from '#web/api/useRecord.ts'
import { FieldValue } from '#web/parts/field/FieldValue.tsx'
import { useRecordText } from '#web/parts/useRecordText.ts'
import { type AccountWire, account } from '../records/account.ts'
import type { MergeableField } from '../rules/merge.ts'
import style from './merge.module.css'

interface Props {
  readonly stays: Found<AccountWire>
  readonly goes: Found<AccountWire>
  readonly fields: readonly MergeableField[]
  /** Those that take the value of the one that goes. */
  readonly taken: readonly MergeableField[]
  readonly onTake: (field: MergeableField, fromGone: boolean) => void
}

/** The fields in which the two differ: of each one value is kept. */
export function MergeFields({ stays, goes, fields, taken, onTake }: Props) {
  const t = useTranslations('crm.mergeDialog')
  const text = useRecordText(account)
  const said = ({ record }: Found<AccountWire>, field: string) => JSON.stringify(fieldValue(record, field))
  const differing = fields.filter((field) => said(stays, field) !== said(goes, field))
  if (differing.length === 0) return null
  return (
    <div className={style.fields}>
      <p className={style.heading}>{t('values')}</p>
      {differing.map((field) => (
        <fieldset key={field} className={style.field}>
          <legend>{text.label(field)}</legend>
          {[stays, goes].map((one) => (
            <label key={one.record.id}>
              <input
                type="radio"
                name={`value-${field}`}
                checked={taken.includes(field) === (one === goes)}
                onChange={() => onTake(field, one === goes)}
              />
              <span className={style.value}>
                <FieldValue of={account} name={field} record={{ ...one.record }} names={one.names} />
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  )
}
