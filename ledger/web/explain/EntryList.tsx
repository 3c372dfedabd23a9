import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { EntryJson, ExplanationJson } from '#ledger/contract.ts'
import { useMe } from '#web/api/session.ts'
import { useFigureText } from '../useFigureText.ts'
import { EntryLine } from './EntryLine.tsx'
import { accountsIn, countsAccounts, entryValue, measureOf, sumOf } from './entryValue.ts'
import style from './explain.module.css'
import { entriesQuery } from './explanationQueries.ts'
import { More } from './More.tsx'

interface Props {
  readonly token: string
  readonly of: ExplanationJson
}

/** The entries that went in, newest first and to the end of the list, with their sum. */
export function EntryList({ token, of }: Props) {
  const t = useTranslations('ledger.explain')
  const list = useInfiniteQuery(entriesQuery(useQueryClient(), token))
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? of.entries
  const left = of.count - entries.length
  return (
    <section>
      <h2>
        <span>{t('entries')}</span> <small>{of.count === 0 ? t('none') : <Summary of={of} entries={entries} />}</small>
      </h2>
      <table className={style.table}>
        <caption className="hidden-words">{t('entries')}</caption>
        <tbody>
          {entries.map((entry) => (
            <EntryLine key={entry.seq} entry={entry} of={of} />
          ))}
        </tbody>
      </table>
      {left > 0 && <More left={left} list={list} />}
    </section>
  )
}

/** "newest first, 29 in all, sum ¥512,000.00": the sum is of the lines, once all of them are here. */
function Summary({ of, entries }: { readonly of: ExplanationJson; readonly entries: readonly EntryJson[] }) {
  const t = useTranslations('ledger.explain')
  const { org } = useMe()
  const figures = useFigureText()
  const measure = measureOf(of)
  const values = entries.map((entry) => entryValue(entry, measure))
  const sum = countsAccounts(of)
    ? t('accounts', { count: accountsIn(entries) })
    : t('sum', { sum: figures.text(sumOf(values, measure, org.currency), measure) })
  const all = entries.length >= of.count
  return all ? t('all', { count: of.count, sum }) : t('part', { count: of.count, shown: entries.length, sum })
}
