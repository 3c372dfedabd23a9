import { useLocale, useTranslations } from 'use-intl'
import { formatMoney, moneyFromJson } from '#ledger/rules/money.ts'
import { useFigureText } from '#ledger/web/useFigureText.ts'
import type { NextJson, TodayJson } from '../contract.ts'
import style from './today.module.css'
import { useReasonText } from './useReasonText.ts'

/** Why it stands where it stands: its effect and its timing, each with what it is made of. */
export function Rank({ item, missing }: { readonly item: NextJson; readonly missing: TodayJson['missing'] }) {
  const t = useTranslations('today.rank')
  const figures = useFigureText()
  const locale = useLocale()
  const reasonText = useReasonText()
  const effect = figures.text(item.effect, 'ratio')
  const [reason] = item.reasons
  const { worth, chance } = item
  const said = () => {
    if (item.targetId !== null) return t('effectGoal', { effect })
    if (worth === null || chance === null) return t('effectLeast', { effect })
    const values = { worth: formatMoney(moneyFromJson(worth), locale), chance: figures.text(chance, 'ratio'), effect }
    if (missing === null) return t('effectOpen', values)
    return t('effect', { ...values, missing: formatMoney(moneyFromJson(missing), locale) })
  }
  return (
    <div className={style.rank}>
      <p className="num">{said()}</p>
      {reason && <p className="num">{t('timing', { reason: reasonText.one(item, reason), timing: item.timing })}</p>}
    </div>
  )
}
