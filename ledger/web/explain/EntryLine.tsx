import { useLocale, useTranslations } from 'use-intl'
import type { EntryJson, ExplanationJson } from '#ledger/contract.ts'
import { formatMoney, moneyFromJson } from '#ledger/rules/money.ts'
import { useMe, useZone } from '#web/api/session.ts'
import { dayText, instantText } from '#web/parts/dates.ts'
import { isMinus } from '../Figure.tsx'
import { useFigureText } from '../useFigureText.ts'
import { entryValue, measureOf } from './entryValue.ts'
import style from './explain.module.css'
import { LineDay } from './LineDay.tsx'
import { Subject } from './Subject.tsx'

interface Props {
  readonly entry: EntryJson
  readonly of: ExplanationJson
}

/** One entry of the ledger: when, what, and what it brings. */
export function EntryLine({ entry, of }: Props) {
  const t = useTranslations()
  const locale = useLocale()
  const zone = useZone()
  const figures = useFigureText()
  const measure = measureOf(of)
  const value = entryValue(entry, measure)
  const notes = useNotes(entry, of)
  const rate = useRate(entry)
  const recorded = t('ledger.explain.recorded', { seq: entry.seq, at: instantText(entry.recordedAt, locale, zone) })
  return (
    <tr title={recorded}>
      <td className={style.day}>
        <LineDay of={entry.occurredOn} within={of} />
        <span className={style.seq}>#{figures.number(entry.seq)}</span>
      </td>
      <td className={style.what}>
        <Subject type={entry.subjectType} id={entry.subjectId} name={entry.subjectName} />
        {rate !== null && <span className={style.note}>{rate}</span>}
        <span className={style.note}>
          {notes.join(' · ')}
          {isBesides(entry) && (
            <>
              {' · '}
              <Subject type="account" id={entry.accountId} name={entry.accountName} />
            </>
          )}
        </span>
      </td>
      <td className={style.amount} data-minus={isMinus(value) || undefined}>
        {figures.text(value, measure)}
      </td>
    </tr>
  )
}

type WithAccount = EntryJson & { readonly accountId: string; readonly accountName: string }

/** The customer, where the record's own name does not say it. */
function isBesides(entry: EntryJson): entry is WithAccount {
  const { subjectType, subjectName, accountId, accountName } = entry
  return subjectType !== 'account' && accountId !== null && accountName !== null && !subjectName?.includes(accountName)
}

/** What a line says besides: of which kind, what it takes back, how much of the credit, and whose. */
function useNotes({ kind, says, share, reverses, memberName }: EntryJson, of: ExplanationJson): readonly string[] {
  const t = useTranslations()
  const figures = useFigureText()
  const part = Number(share)
  const notes = [t.has(`kind.${kind}`) ? t(`kind.${kind}`) : says]
  if (reverses !== null) notes.push(t('ledger.explain.reverses', { seq: figures.number(reverses) }))
  if (part === 0.5) notes.push(t('ledger.explain.half'))
  else if (part > 0 && part < 1) notes.push(t('ledger.explain.share', { share: figures.text(share, 'ratio') }))
  if (memberName !== null && memberName !== of.of) notes.push(memberName)
  return notes
}

/** The amount as it was agreed, and the rate of which day it was converted at. */
function useRate({ amount, fxRate, fxOn }: EntryJson): string | null {
  const t = useTranslations('ledger.explain')
  const locale = useLocale()
  const { org, today } = useMe()
  if (amount === null || amount.currency === org.currency || fxRate === null || fxOn === null) return null
  const day = dayText(fxOn, locale, 'short', today)
  return t('converted', { amount: formatMoney(moneyFromJson(amount), locale), rate: fxRate, day })
}
