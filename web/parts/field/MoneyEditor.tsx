import { NativeSelect, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { activeCurrencies } from '#ledger/rules/currency.ts'
import type { MoneyJson } from '#ledger/rules/money.ts'
import { useMe } from '#web/api/session.ts'
import style from './MoneyEditor.module.css'

interface Props {
  readonly label?: string
  readonly 'aria-label'?: string
  readonly name: string
  readonly required?: boolean
  readonly withAsterisk?: boolean
  readonly value: MoneyJson | null
  readonly onChange: (value: MoneyJson | null) => void
  readonly error?: ReactNode
  readonly autoFocus?: boolean
  readonly currencyFixed?: boolean
}

const common = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP', 'SGD']

/** An amount with its currency: the organisation's own where none was chosen. Grouping and full-width digits may be typed. */
export function MoneyEditor({ value, onChange, currencyFixed, ...input }: Props) {
  const t = useTranslations('web.field')
  const { org } = useMe()
  const currency = value?.currency ?? org.currency
  const first = [...new Set([currency, org.currency, ...common])]
  const choices = [...first, ...activeCurrencies.filter((code) => !first.includes(code))]
  const write = (typed: string) => {
    const amount = typed.normalize('NFKC').replaceAll(/[,\s]/g, '').replace('。', '.')
    onChange(amount === '' ? null : { amount, currency })
  }
  return (
    <div className={style.money}>
      <TextInput
        {...input}
        inputMode="decimal"
        autoComplete="off"
        value={value?.amount ?? ''}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label={t('currency')}
        className={style.currency}
        data={choices}
        value={currency}
        disabled={currencyFixed || value === null}
        onChange={(event) => value && onChange({ amount: value.amount, currency: event.currentTarget.value })}
      />
    </div>
  )
}
