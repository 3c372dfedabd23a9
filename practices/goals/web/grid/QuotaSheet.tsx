import { useMediaQuery } from '@mantine/hooks'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { notifyWrong } from '#web/parts/notices.ts'
import { phone } from '#web/parts/phone.ts'
import { ClashList } from './ClashList.tsx'
import type { Shown } from './doings.ts'
import { type Change, clashes } from './draft.ts'
import { figuresOf, type Range } from './figures.ts'
import type { Grid } from './gridPage.ts'
import { PhoneSheet } from './PhoneSheet.tsx'
import style from './quotas.module.css'
import type { QuotaView } from './quotaView.ts'
import { RefusedList } from './RefusedList.tsx'
import { SaveBar } from './SaveBar.tsx'
import { SheetFooter } from './SheetFooter.tsx'
import { SheetTools } from './SheetTools.tsx'
import type { Sheet } from './sheet.ts'
import { useDrafting } from './useDrafting.ts'
import { useWeigh } from './useQuotaSheet.ts'
import type { QuotasShown } from './useQuotaView.ts'
import { useSaving } from './useSaving.ts'
import { type SheetNow, useSheetText } from './useSheetText.ts'

const SheetGrid = lazy(async () => ({ default: (await import('./SheetGrid.tsx')).SheetGrid }))
const ReasonDialog = lazy(() => import('./ReasonDialog.tsx'))
const HistoryPanel = lazy(() => import('./HistoryPanel.tsx'))

interface Props {
  readonly sheet: Sheet
  readonly name: string
  readonly view: QuotasShown
  readonly show: (change: QuotaView) => void
}

// Long: the page's state and the parts that share it.
/** A year of one figure with its draft: the grid, its tools, and what is to be saved. */
export function QuotaSheet({ sheet, name, view, show }: Props) {
  const t = useTranslations('goals.quotas')
  const onPhone = useMediaQuery(phone, undefined, { getInitialValueInEffect: false })
  const grid = useRef<Grid>(null)
  const work = useDrafting(sheet, name)
  const weigh = useWeigh(sheet, view.split)
  const [range, setRange] = useState<Range | null>(null)
  const [asked, ask] = useState<'history' | null>(null)
  const { draft } = work
  const figures = useMemo(() => figuresOf(sheet, draft), [sheet, draft])
  const clashing = useMemo(() => clashes(sheet, draft), [sheet, draft])
  const rows = useMemo(() => rowsOf(sheet, view.team), [sheet, view.team])
  const shown: Shown = { sheet, figures, rows, weigh: weigh ?? (() => 1n) }
  const text = useSheetText(sheet)
  const now = useMemo<SheetNow>(
    () => ({ draft, figures, clashing: new Map(clashing.map((one) => [one.key, one])) }),
    [draft, figures, clashing],
  )
  const saving = useSaving(sheet, work, clashing.length > 0)
  const make = (changes: readonly Change[]) => {
    // a split by what is still being loaded would come out otherwise
    if (weigh === null && changes.length > 1) notifyWrong(t('weightsLoading'))
    else work.make(changes)
  }
  const keys = { undo: work.undo, redo: work.redo, save: saving.save, history: () => ask('history') }
  const goTo = (place: { readonly row: number; readonly column: number }) => {
    const y = rows.indexOf(place.row)
    if (y >= 0) grid.current?.focus(y, place.column)
  }
  const mayEdit = sheet.rows.some(({ editable }) => editable)
  if (rows.length === 0) return <p className="dim">{t('nobody')}</p>
  return (
    <div className={style.sheet} data-phone={onPhone || undefined}>
      {!onPhone && (
        <SheetTools
          shown={shown}
          range={range}
          work={work}
          make={make}
          text={text}
          mayEdit={mayEdit}
          goTo={goTo}
          onHistory={keys.history}
        />
      )}
      <SaveBar work={work} saving={saving} clashes={clashing.length} />
      <ClashList sheet={sheet} clashes={clashing} text={text} onChoose={work.choose} />
      <RefusedList sheet={sheet} saving={saving} text={text} goTo={goTo} />
      {onPhone ? (
        <PhoneSheet
          shown={shown}
          now={now}
          text={text}
          make={make}
          open={sheet.placeOf.get(view.row ?? '') ?? null}
          onOpen={(row) => show({ row: row === null ? '' : (sheet.rows[row]?.key ?? '') })}
        />
      ) : (
        <Suspense fallback={<div className="quota-host" />}>
          <SheetGrid ref={grid} shown={shown} now={now} text={text} make={make} onRange={setRange} keys={keys} />
        </Suspense>
      )}
      {!onPhone && <SheetFooter shown={shown} range={range} text={text} now={now} />}
      <Suspense fallback={null}>
        {saving.asking && <ReasonDialog saving={saving} sheet={sheet} />}
        {asked === 'history' && range && (
          <HistoryPanel
            sheet={sheet}
            row={rows[range.top] ?? 0}
            column={range.left}
            text={text}
            onClose={() => ask(null)}
          />
        )}
      </Suspense>
    </div>
  )
}

/** All rows, or a team's with those below it. */
function rowsOf({ rows }: Sheet, teamId: string | null): number[] {
  const all = rows.map((_, i) => i)
  const first = rows.findIndex(({ kind, id }) => kind === 'team' && id === teamId)
  if (first < 0) return all
  const after = all.findIndex((i) => i > first && (rows[i]?.depth ?? 0) <= (rows[first]?.depth ?? 0))
  return all.slice(first, after < 0 ? undefined : after)
}
