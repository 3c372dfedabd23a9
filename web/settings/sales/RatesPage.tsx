import { Select } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { activeCurrencies } from '#ledger/rules/currency.ts'
import { useMe } from '#web/api/session.ts'
import { fxRateSource } from '#web/frame/orgSources.ts'
import { textOf } from '#web/parts/field/wireValues.ts'
import { ImportLink } from '#web/parts/ImportLink.tsx'
import type { SlotProps } from '#web/parts/RecordForm.tsx'
import { useRecordText } from '#web/parts/useRecordText.ts'
import { RecordListPage } from '../RecordListPage.tsx'

/** Dated rates: a deal keeps the one of its day, so a newer rate changes no figure of the past. */
export function RatesPage() {
  const t = useTranslations('web.settings.ratesPage')
  const text = useRecordText(fxRateSource.declaration)
  const { org, today } = useMe()
  const currency =
    (name: 'fromCurrency' | 'toCurrency') =>
    ({ value, onChange, error }: SlotProps) => (
      <Select
        label={text.label(name)}
        required
        withAsterisk
        searchable
        data={[...activeCurrencies]}
        value={textOf(value) || null}
        onChange={(chosen) => onChange(chosen)}
        error={error}
      />
    )
  return (
    <RecordListPage
      source={fxRateSource}
      texts="web.settings.ratesPage"
      columns={['fromCurrency', 'toCurrency', 'rate', 'validOn', 'source']}
      fields={['fromCurrency', 'toCurrency', 'rate', 'validOn', 'source']}
      start={{ toCurrency: org.currency, validOn: today, source: t('byHand') }}
      slots={{ fromCurrency: currency('fromCurrency'), toCurrency: currency('toCurrency') }}
      actions={<ImportLink kind="fx-rates" permission="fxRate.import" />}
    />
  )
}
