import { useLocale, useTranslations } from 'use-intl'
import type { EntryJson, ExplanationJson } from '#ledger/contract.ts'
import { formatMoney, moneyFromJson } from '#ledger/rules/money.ts'
import { useMe, useZone } from '#web/api/session.ts'
import { dayText, instantText } from '#web/parts/dates.ts'
import { isMinus } from '../Figure.tsx'
import { useFigureText } from '../useFigureText.ts'
import { countsMoney, entryValue } from './entryValue.ts'
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
  const money = countsMoney(of)
  const value = entryValue(entry, money)
  const notes = useNotes(entry, of)
  const recorded = t('ledger.explain.recorded', { seq: entry.seq, at: instantText(entry.recordedAt, locale, zone) })
  return (
    <tr title={recorded}>
      <td className={style.day}>
        <LineDay of={entry.occurredOn} within={of} />
        <span className={style.seq}>#{figures.number(entry.seq)}</span>
      </td>
      <td className={style.what}>
        <Subject type={entry.subjectType} id={entry.subjectId} name={entry.subjectName} />
        {notes.map((note) => (
          <span key={note} className={style.note}>
            {note}
          </span>
        ))}
      </td>
      <td className={style.amount} data-minus={isMinus(value) || undefined}>
        {figures.text(value, money ? 'money' : 'count')}
      </td>
    </tr>
  )
}

/** What a line says besides: of which kind, what it takes back, whose share it is; and the rate, where one was used. */
function useNotes(entry: EntryJson, of: ExplanationJson): readonly string[] {
  const t = useTranslations()
  const locale = useLocale()
  const { org, today } = useMe()
  const figures = useFigureText()
  const { kind, share, amount, fxRate, fxOn, reverses, memberName } = entry
  const part = Number(share)
  const notes = [t.has(`kind.${kind}`) ? t(`kind.${kind}`) : entry.says]
  if (reverses !== null) notes.push(t('ledger.explain.reverses', { seq: figures.number(reverses) }))
  if (part === 0.5) notes.push(t('ledger.explain.half'))
  else if (part > 0 && part < 1) notes.push(t('ledger.explain.share', { share: figures.text(share, 'ratio') }))
  if (memberName !== null && memberName !== of.of) notes.push(memberName)
  const line = notes.join(' · ')
  if (amount === null || amount.currency === org.currency || fxRate === null || fxOn === null) return [line]
  const original = formatMoney(moneyFromJson(amount), locale)
  const day = dayText(fxOn, locale, 'short', today)
  return [t('ledger.explain.converted', { amount: original, rate: fxRate, day }), line]
}
