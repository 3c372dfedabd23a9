import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import type { CaseJson, ExplanationJson, InputJson } from '#ledger/contract.ts'
import { currencyDigits } from '#ledger/rules/currency.ts'
import { formatMoney, type MoneyJson, moneyFromJson } from '#ledger/rules/money.ts'
import { decimalText, parseDecimal } from '#ledger/rules/rounding.ts'
import { useMe } from '#web/api/session.ts'
import { useSource } from '#web/parts/sourcesContext.ts'
import { useRecordText } from '#web/parts/useRecordText.ts'
import { useFigureText } from '../useFigureText.ts'
import style from './explain.module.css'
import { recordsQuery } from './explanationQueries.ts'
import { LineDay } from './LineDay.tsx'
import { More } from './More.tsx'
import { Subject } from './Subject.tsx'

interface Props {
  readonly token: string
  readonly of: ExplanationJson
}

/** The records behind a level, a cohort or a median, as they were, each with what it brings. */
export function RecordList({ token, of }: Props) {
  const t = useTranslations('ledger.explain')
  const list = useInfiniteQuery(recordsQuery(useQueryClient(), token))
  const records = list.data?.pages.flatMap((page) => page.records) ?? of.records
  const left = of.recordCount - records.length
  return (
    <section>
      <h2>
        <span>{t('records')}</span> <small>{t('recordsAll', { count: of.recordCount })}</small>
      </h2>
      <table className={style.table}>
        <caption className="hidden-words">{t('records')}</caption>
        <tbody>
          {keyed(records).map(({ key, record }) => (
            <RecordLine key={key} record={record} of={of} />
          ))}
        </tbody>
      </table>
      {left > 0 && <More left={left} list={list} />}
    </section>
  )
}

/** One record can go in twice: two stays in a stage. */
function keyed(records: readonly CaseJson[]): readonly { readonly key: string; readonly record: CaseJson }[] {
  const seen = new Map<string, number>()
  return records.map((record) => {
    const times = (seen.get(record.id) ?? 0) + 1
    seen.set(record.id, times)
    return { key: `${record.id} ${times}`, record }
  })
}

function RecordLine({ record, of }: { readonly record: CaseJson; readonly of: ExplanationJson }) {
  const parts = useParts(record, of)
  const notes = useNotes(record, of)
  const [first, ...rest] = parts
  const besides = rest
    .filter(({ zero }) => !zero)
    .map(({ name, text }) => `${name} ${text}`)
    .join(' · ')
  return (
    <tr>
      <td className={style.day}>
        <LineDay of={record.on} within={of} />
      </td>
      <td className={style.what}>
        <Subject type={record.type} id={record.id} name={record.name} />
        {notes !== '' && <span className={style.note}>{notes}</span>}
        {besides !== '' && <span className={style.note}>{besides}</span>}
      </td>
      <td className={style.amount} title={first?.name}>
        {first?.text ?? '—'}
      </td>
    </tr>
  )
}

interface Part {
  readonly name: string
  readonly text: string
  readonly zero: boolean
}

/** What the record brings to each input that is made of records. */
function useParts({ parts }: CaseJson, { inputs }: ExplanationJson): readonly Part[] {
  const t = useTranslations('metric.input')
  const { org } = useMe()
  const figures = useFigureText()
  // the inputs made of records come first
  return parts.map((part, i) => {
    const input: InputJson | undefined = inputs[i]
    const unit = input?.unit ?? 'count'
    const value = part !== null && unit === 'money' ? moneyOf(part, org.currency) : part
    const name = input === undefined ? '' : t.has(input.name) ? t(input.name) : input.says
    return { name, text: figures.text(value, unit), zero: part === '0' }
  })
}

/** A weighted amount is exact to fractions of a cent; shown, it is rounded once. */
function moneyOf(part: string, currency: string): MoneyJson | null {
  const exact = parseDecimal(part)
  return exact ? { amount: decimalText(exact.n, exact.d, currencyDigits(currency)), currency } : null
}

/** "Proposal · Maya Brandt · €8,000.00 · 40%". */
function useNotes(record: CaseJson, { of }: ExplanationJson): string {
  const locale = useLocale()
  const figures = useFigureText()
  const { memberName, stageName, state, amount, share } = record
  const states = useStates(record.type)
  return [
    stageName,
    state === null ? null : states(state),
    memberName === of ? null : memberName,
    amount === null ? null : formatMoney(moneyFromJson(amount), locale),
    share === null ? null : figures.text(share, 'ratio'),
  ]
    .filter((one) => one !== null)
    .join(' · ')
}

/** A stay in a stage has states of its own; other records have their status. */
function useStates(type: string): (state: string) => string {
  const t = useTranslations('ledger.explain.state')
  const source = useSource(type)
  const text = useRecordText(source?.declaration ?? { practice: 'crm', type })
  return (state) => (t.has(state) ? t(state) : source ? text.choice('status', state) : state)
}
