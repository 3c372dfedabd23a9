import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { parseDecimal } from '#ledger/rules/rounding.ts'
import { Button } from '#web/parts/Button.tsx'
import { Dialog } from '#web/parts/Dialog.tsx'
import { type Shown, splitOverPeople, type Weigh } from './doings.ts'
import type { Change } from './draft.ts'
import { columnsIn, type Range } from './figures.ts'
import style from './quotas.module.css'
import { type SplitWay, splitWays } from './quotaView.ts'
import { monthsAt } from './sheet.ts'
import { useWeigh } from './useQuotaSheet.ts'
import type { SheetText } from './useSheetText.ts'

interface Props {
  readonly shown: Shown
  readonly team: number
  readonly range: Range
  readonly text: SheetText
  readonly onSplit: (changes: readonly Change[]) => void
  readonly onClose: () => void
}
const ways = [...splitWays, 'typed'] as const
type Way = (typeof ways)[number]

/** A team's own months over its people: alike, as last year, by working days, or by weights that one types. */
export default function PeopleDialog({ shown, team, range, text, onSplit, onClose }: Props) {
  const t = useTranslations('goals.quotas')
  const { sheet, figures } = shown
  const [way, choose] = useState<Way>('equal')
  const [typed, type] = useState<ReadonlyMap<number, string>>(new Map())
  const weigh = useChosenWeigh(shown, way, typed)
  const months = [...new Set(columnsIn(range).flatMap(monthsAt))]
  const changes = weigh === null ? null : splitOverPeople({ sheet, figures }, team, months, weigh)
  const row = sheet.rows[team]
  const people = row?.people.filter((person) => sheet.rows[person]?.editable) ?? []
  const sumOf = (person: number) =>
    (changes ?? []).reduce(
      (sum, { row: of, to }) => (of === person && 'units' in to ? sum + (to.units ?? 0n) : sum),
      0n,
    )
  const total = (changes ?? []).reduce((sum, { to }) => ('units' in to ? sum + (to.units ?? 0n) : sum), 0n)
  return (
    <Dialog title={t('peopleTitle', { team: row?.name ?? '' })} onClose={onClose} size={520}>
      <SegmentedControl
        fullWidth
        aria-label={t('split')}
        data={ways.map((one) => ({ value: one, label: t(`peopleWay.${one}`) }))}
        value={way}
        onChange={(next) => choose(ways.find((one) => one === next) ?? 'equal')}
      />
      <p className={`dim small ${style.words}`}>
        {t('peopleWords', { months: months.length, total: text.number(total) })}
      </p>
      <ul className={style.people}>
        {people.map((person) => (
          <li key={person}>
            <span className="cut">{sheet.rows[person]?.name}</span>
            {way === 'typed' && (
              <input
                aria-label={t('weightOf', { name: sheet.rows[person]?.name ?? '' })}
                inputMode="decimal"
                value={typed.get(person) ?? '1'}
                onChange={(event) => type(new Map(typed).set(person, event.currentTarget.value))}
              />
            )}
            <span className="num">{changes === null ? '…' : text.number(sumOf(person))}</span>
          </li>
        ))}
      </ul>
      {changes?.length === 0 && <p className={style.wrong}>{t('peopleNothing')}</p>}
      <div className={style.ways}>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button
          first
          disabled={!changes?.length}
          onClick={() => {
            onSplit(changes ?? [])
            onClose()
          }}
        >
          {t('apply')}
        </Button>
      </div>
    </Dialog>
  )
}

function useChosenWeigh({ sheet }: Shown, way: Way, typed: ReadonlyMap<number, string>): Weigh | null {
  const known: SplitWay = way === 'typed' ? 'equal' : way
  const weigh = useWeigh(sheet, known)
  if (way !== 'typed') return weigh
  return (row) => {
    const weight = parseDecimal((typed.get(row) ?? '1').trim())
    return weight === undefined || weight.n < 0n ? 0n : (weight.n * 1_000_000n) / weight.d
  }
}
