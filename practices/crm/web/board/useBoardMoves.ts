import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import type { Names } from '#web/api/records.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import type { DealWire } from '../../records/deal.ts'
import { dealSource } from '../sources.ts'
import type { StageOf } from '../useStages.ts'

/** A card that was put into a column, before the server's lists say so. */
export interface Moved {
  readonly deal: DealWire
  readonly names: Names
  readonly from: string
  readonly to: string
}

/** Moves seen at once: taken back where the server refuses, and by the reader for a while. */
export function useBoardMoves(stages: readonly StageOf[]) {
  const t = useTranslations('crm.board')
  const [moved, setMoved] = useState<ReadonlyMap<string, Moved>>(new Map())
  const queries = useQueryClient()
  const settle = useSettle(dealSource)
  const words = useProblemWords()
  const nameOf = (id: string) => stages.find((stage) => stage.id === id)?.name ?? ''

  const send = async (move: Moved, back: boolean) => {
    const { deal, names, from, to } = move
    setMoved((now) => new Map(now).set(deal.id, move))
    const done = () =>
      setMoved((now) => (now.get(deal.id) === move ? new Map([...now].filter(([id]) => id !== deal.id)) : now))
    try {
      const saved = await client.crm.deals.advance({ id: deal.id, stageId: to })
      if (!back) {
        const undo = () => void send({ deal: saved, names, from: to, to: from }, true)
        notify(t('moved', { name: deal.name, stage: nameOf(to) }), undo)
      }
      await settle(saved)
      done()
    } catch (error) {
      done()
      notifyWrong(t('stays', { name: deal.name, stage: nameOf(from), reason: words(error) }))
      await queries.invalidateQueries({ queryKey: [dealSource.key] })
    }
  }
  return {
    moved,
    move: (deal: DealWire, names: Names, to: string) => {
      if (deal.stageId !== to) void send({ deal, names, from: deal.stageId, to }, false)
    },
  }
}
