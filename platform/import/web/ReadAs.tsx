import { NativeSelect } from '@mantine/core'
import { useLocale, useTranslations } from 'use-intl'
import { activeCurrencies } from '#ledger/rules/currency.ts'
import { useMe } from '#web/api/session.ts'
import { Num } from '#web/parts/Num.tsx'
import { dayFormats } from '../rules/days.ts'
import { numberFormats } from '../rules/numbers.ts'
import type { ColumnFormat } from '../rules/readings.ts'
import type { ColumnReading, FoundColumn, SettingsChange } from '../rules/settings.ts'
import style from './ColumnTable.module.css'
import { shownAs } from './readAs.ts'

interface Props {
  readonly column: FoundColumn
  readonly reading: ColumnReading
  /** What one stands for, where somebody said so. */
  readonly unit: string | undefined
  readonly disabled: boolean
  readonly onChange: (change: SettingsChange) => void
}

/** How a column is understood, with the first cell as it will be; a format or a currency can be chosen otherwise. */
export function ReadAs({ column: { header, detection }, reading, unit, disabled, onChange }: Props) {
  const t = useTranslations('import.columns')
  const { kind } = reading.field
  if (kind === 'relation') return <Names count={detection.distinct} type={reading.field.relationTo ?? ''} />
  if (kind === 'text' || kind === 'choice' || kind === 'flag')
    return <span className="dim">{t(`is.${reading.field.form ?? kind}`)}</span>
  const formats = formatsFor(reading, detection)
  const setFormat = (text: string) => {
    const format = [...dayFormats, ...numberFormats].find((one) => one === text)
    if (format !== undefined) onChange({ formats: { [header]: format } })
  }
  return (
    <span className={style.ways}>
      {kind === 'money' && (
        <Currency
          value={reading.currency}
          among={reading.currencies}
          disabled={disabled}
          header={header}
          onChange={(code) => onChange({ currencies: { [header]: code } })}
        />
      )}
      {formats.length > 1 && (
        <NativeSelect
          aria-label={t('formatOf', { header })}
          data={[...formats]}
          value={reading.format ?? ''}
          disabled={disabled}
          onChange={(event) => setFormat(event.currentTarget.value)}
        />
      )}
      <Example cells={detection.samples} format={reading.format} kind={kind} />
      {unit !== undefined ? (
        <Unit
          header={header}
          value={unit}
          disabled={disabled}
          onChange={(times) => onChange({ units: { [header]: times } })}
        />
      ) : (
        reading.times > 1n && <span className="dim">× {<Num of={reading.times.toString()} />}</span>
      )}
      {detection.misfits > 0 && <span className={style.unsure}>{t('misfits', { count: detection.misfits })}</span>}
    </span>
  )
}

/** Where the cells leave it open, or some don't fit, numbers can be read in any of the ways in which they are written. */
function formatsFor({ field, formats, format }: ColumnReading, detection: FoundColumn['detection']): readonly string[] {
  const isNumber = field.kind === 'money' || field.kind === 'integer' || field.kind === 'rate'
  const isClear = formats.length === 1 && detection.misfits === 0
  if (isNumber && !isClear) return numberFormats
  return format === null || formats.includes(format) ? formats : [format, ...formats]
}

function Names({ count, type }: { readonly count: number; readonly type: string }) {
  const t = useTranslations('import.columns')
  return <span className="dim">{t(`names.${type}`, { count })}</span>
}

interface ExampleProps {
  readonly cells: readonly string[]
  readonly format: ColumnFormat | null
  readonly kind: string
}

function Example({ cells, format, kind }: ExampleProps) {
  const t = useTranslations('import.columns')
  const locale = useLocale()
  const [read] = format === null ? [] : cells.flatMap((cell) => shownAs(cell, format, locale) ?? [])
  return <span className="dim num">{read ?? t(`is.${kind}`)}</span>
}

interface CurrencyProps {
  readonly header: string
  readonly value: string | null
  readonly among: readonly string[]
  readonly disabled: boolean
  readonly onChange: (code: string) => void
}

function Currency({ header, value, among, disabled, onChange }: CurrencyProps) {
  const t = useTranslations('import.columns')
  const { org } = useMe()
  const first = [...new Set([org.currency, ...among, 'CNY', 'USD', 'EUR'])]
  return (
    <NativeSelect
      aria-label={t('currencyOf', { header })}
      data={[...first, ...activeCurrencies.filter((code) => !first.includes(code))]}
      value={value ?? org.currency}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

const units = ['1', '1000', '10000', '1000000', '100000000', '1000000000']

interface UnitProps {
  readonly header: string
  readonly value: string
  readonly disabled: boolean
  readonly onChange: (times: string) => void
}

function Unit({ header, value, disabled, onChange }: UnitProps) {
  const t = useTranslations('import')
  return (
    <NativeSelect
      aria-label={t('columns.unitOf', { header })}
      data={[...new Set([...units, value])].map((unit) => ({
        value: unit,
        label: unit === '1' ? '× 1' : unitName(unit, t),
      }))}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function unitName(unit: string, t: ReturnType<typeof useTranslations<'import'>>): string {
  const key = `questions.unit_${unit}`
  return t.has(key) ? t(key) : `× ${unit}`
}
