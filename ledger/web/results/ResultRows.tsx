import { useDebouncedCallback } from '@mantine/hooks'
import type { UseQueryResult } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { ValuesJson } from '#ledger/contract.ts'
import { useShortcuts } from '#web/frame/useShortcuts.ts'
import { Button } from '#web/parts/Button.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { TextLine } from '#web/parts/TextLine.tsx'
import { Tick } from '#web/parts/Tick.tsx'
import { ResultTable } from './ResultTable.tsx'
import { RowsWaiting } from './RowsWaiting.tsx'
import { type Grouping, useResultsView } from './resultsView.ts'
import { type NamedRow, shownRows, usualOrder } from './rowOrder.ts'
import style from './rows.module.css'
import type { ComparedRows } from './useComparison.ts'
import type { ResultMetric } from './useResults.ts'

interface Props {
  readonly by: Grouping
  readonly metric: ResultMetric | undefined
  readonly values: UseQueryResult<ValuesJson>
  readonly rows: readonly NamedRow[]
  readonly compared: ComparedRows | null
}

const firstShown = 100
const moreShown = 400

/** The rows of the answer: who or what, how much, beside each other. */
export function ResultRows({ by, metric, values, rows, compared }: Props) {
  const t = useTranslations('ledger.results')
  const locale = useLocale()
  const [view] = useResultsView()
  const [most, setMost] = useState(firstShown)
  const place = useRef<HTMLElement>(null)
  useRowKeys(place)
  const sort = view.sort ?? usualOrder(by)
  const found = shownRows(rows, { sort, search: view.search ?? '', nonzero: view.nonzero === 'true', locale })
  const { data, error, isPlaceholderData } = values
  return (
    <section ref={place} aria-label={t(`by.${by}`)}>
      <div className={style.head}>
        <h2>
          {t('byHead', { by })}{' '}
          <small>
            {data && t('rows', { all: String(found.length === rows.length), shown: found.length, count: rows.length })}
          </small>
        </h2>
        <RowsFilter />
      </div>
      {error !== null && data === undefined ? (
        <Failed error={error} onAgain={() => void values.refetch()} />
      ) : data === undefined ? (
        <RowsWaiting />
      ) : (
        <>
          {error !== null && <ProblemText error={error} />}
          <ResultTable
            by={by}
            metric={metric}
            values={data}
            rows={found.slice(0, most)}
            all={rows}
            sort={sort}
            compared={compared}
            stale={isPlaceholderData}
          />
          {found.length === 0 && rows.length > 0 && <p className={style.none}>{t('noneFound')}</p>}
          {found.length > most && (
            <Button className={style.more} onClick={() => setMost(most + moreShown)}>
              {t('more', { count: found.length - most })}
            </Button>
          )}
        </>
      )}
    </section>
  )
}

function RowsFilter() {
  const t = useTranslations('ledger.results')
  const [view, show] = useResultsView()
  const nonzero = useId()
  const [typed, setTyped] = useState(view.search ?? '')
  const send = useDebouncedCallback((search: string) => show({ search: search === '' ? undefined : search }), 200)
  return (
    <div className={style.filter}>
      <label className={style.nonzero} htmlFor={nonzero}>
        <Tick
          id={nonzero}
          checked={view.nonzero === 'true'}
          onChange={(event) => show({ nonzero: event.currentTarget.checked ? 'true' : undefined })}
        />
        {t('nonzero')}
      </label>
      <TextLine
        className={style.search}
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        icon="search"
        quiet
        value={typed}
        onText={(text) => {
          setTyped(text)
          send(text)
        }}
      />
    </div>
  )
}

/** j and k go from figure to figure; Enter opens the one that has the focus. */
function useRowKeys(place: React.RefObject<HTMLElement | null>): void {
  const step = (by: number) => {
    const links = [...(place.current?.querySelectorAll<HTMLElement>('tbody [data-figure]') ?? [])]
    const at = links.findIndex((one) => one.matches(':focus'))
    links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus()
  }
  useShortcuts({ j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1) })
}

function Failed({ error, onAgain }: { readonly error: Error; readonly onAgain: () => void }) {
  const t = useTranslations('web.error')
  return (
    <div className={style.failed}>
      <ProblemText error={error} />
      <Button onClick={onAgain}>{t('again')}</Button>
    </div>
  )
}
