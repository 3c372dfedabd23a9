import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import type { QuotaCellInput, QuotaRefusalJson } from '../../contract/quotas.ts'
import { unitsText } from '../../rules/amount.ts'
import { cellsMost } from '../../rules/quotaLimits.ts'
import { placeIn, standingAt } from './draft.ts'
import type { Sheet } from './sheet.ts'
import type { Work } from './useDrafting.ts'
import { gridQuery } from './useQuotaSheet.ts'

export interface Why {
  readonly reason: string
  readonly from: string | null
}
export interface Saving {
  readonly busy: boolean
  /** Accepted cells are among them: a reason is asked for. */
  readonly asking: boolean
  readonly accepted: number
  readonly refused: readonly QuotaRefusalJson[]
  readonly save: () => void
  readonly saveFor: (why: Why) => Promise<void>
  readonly notNow: () => void
  readonly dismiss: () => void
}

/** All changed cells in one request: saved together, or none and the refusals say which. */
export function useSaving(sheet: Sheet, work: Work, hasClash: boolean): Saving {
  const t = useTranslations('goals.quotas')
  const queries = useQueryClient()
  const words = useProblemWords()
  const [busy, setBusy] = useState(false)
  const [asking, ask] = useState(false)
  const [refused, refuse] = useState<readonly QuotaRefusalJson[]>([])
  const { metric, year } = sheet
  const cells = cellsOf(sheet, work)
  const accepted = cells.filter(({ settled }) => settled).length
  const send = async (why: Why | null) => {
    setBusy(true)
    try {
      const reason = why === null ? {} : { reason: why.reason, ...(why.from === null ? {} : { from: why.from }) }
      const answer = await client.goals.quotas.save({ metric, year, cells: cells.map(({ cell }) => cell), ...reason })
      ask(false)
      refuse(answer.refused)
      await queries.invalidateQueries({ queryKey: gridQuery(metric, year).queryKey })
      if (answer.refused.length > 0) return
      work.clear()
      notify(t('saved', { count: answer.saved, waiting: answer.waiting }))
    } finally {
      setBusy(false)
    }
  }
  const save = () => {
    const unread = [...work.draft.values()].some((edit) => edit.unread !== null)
    if (busy || cells.length === 0) return
    if (unread) return notifyWrong(t('unreadFirst'))
    if (hasClash) return notifyWrong(t('clashFirst'))
    if (cells.length > cellsMost) return notifyWrong(t('tooMany', { most: cellsMost }))
    if (accepted > 0) return ask(true)
    void send(null).catch((error: unknown) => notifyWrong(words(error)))
  }
  return { busy, asking, accepted, refused, save, saveFor: send, notNow: () => ask(false), dismiss: () => refuse([]) }
}

function cellsOf(sheet: Sheet, { draft }: Work): { readonly cell: QuotaCellInput; readonly settled: boolean }[] {
  return [...draft].flatMap(([key, edit]) => {
    const place = placeIn(sheet, key)
    const row = place === undefined ? undefined : sheet.rows[place.row]
    if (place === undefined || row === undefined || edit.unread !== null) return []
    const standing = standingAt(sheet, place)
    const cell: QuotaCellInput = {
      memberId: row.kind === 'member' ? row.id : null,
      teamId: row.kind === 'team' ? row.id : null,
      period: sheet.months[place.month]?.key ?? '',
      amount: edit.units === null ? null : unitsText(edit.units, sheet.measure),
      version: standing?.version ?? null,
    }
    return [{ cell, settled: standing?.settled === true }]
  })
}
