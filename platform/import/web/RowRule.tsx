import { NativeSelect } from '@mantine/core'
import { useTranslations } from 'use-intl'
import type { ImportDetail } from '../contract.ts'
import { importModes, type SettingsChange } from '../rules/settings.ts'
import style from './BatchScreen.module.css'
import { useFieldName } from './fields.ts'
import { kindOf } from './kinds.ts'

interface Props {
  readonly batch: Pick<ImportDetail, 'kind' | 'key' | 'possibleKeys' | 'settings'>
  readonly disabled: boolean
  readonly onChange: (change: SettingsChange) => void
}

/** By what a row finds the record that is there already, and what becomes of it then. */
export function RowRule({ batch: { kind, key, possibleKeys, settings }, disabled, onChange }: Props) {
  const t = useTranslations('import.rule')
  const fieldName = useFieldName(kindOf({ kind }))
  const keyName = (fields: readonly string[]) => fields.map(fieldName).join(' + ')
  if (possibleKeys.length === 0) return <p className={style.rule}>{t('noKey')}</p>
  return (
    <div className={style.rule}>
      <span>{t('foundBy')}</span>
      {possibleKeys.length === 1 ? (
        <b>{keyName(key)}</b>
      ) : (
        <NativeSelect
          aria-label={t('foundBy')}
          disabled={disabled}
          data={possibleKeys.map((fields) => ({ value: fields.join(), label: keyName(fields) }))}
          value={key.join()}
          onChange={(event) => onChange({ key: event.currentTarget.value.split(',') })}
        />
      )}
      <NativeSelect
        aria-label={t('mode')}
        disabled={disabled}
        data={importModes.map((mode) => ({ value: mode, label: t(mode) }))}
        value={settings.mode}
        onChange={(event) => {
          const mode = importModes.find((one) => one === event.currentTarget.value)
          if (mode !== undefined) onChange({ mode })
        }}
      />
    </div>
  )
}
