import { useLocale } from 'use-intl'
import { formatMoney, type MoneyJson, moneyFromJson } from '#ledger/rules/money.ts'
import { Nothing } from './Nothing.tsx'

interface Props {
  readonly of: MoneyJson | null
  /** 125万, ¥1.25M; the full figure is then a hover away. */
  readonly short?: boolean
  /** Without cents where there are none: where amounts aren't compared down a column. */
  readonly trim?: boolean
}

/** An amount in its currency, in the reader's way of writing. */
export function Money({ of, short = false, trim = false }: Props) {
  const locale = useLocale()
  if (of === null) return <Nothing />
  const money = moneyFromJson(of)
  const full = formatMoney(money, locale, { trim })
  return (
    <span className="num" title={short ? full : undefined}>
      {short ? formatMoney(money, locale, { short }) : full}
    </span>
  )
}
