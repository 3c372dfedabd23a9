import { useTranslations } from 'use-intl'
import { useChangeRecord } from '#web/api/useRecord.ts'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import type { DealWire } from '../../records/deal.ts'
import { dealSource } from '../sources.ts'

export type Dated = 'closesOn' | 'nextStepOn'

/** Puts a deal, or its next step, on another day: seen at once, with a way back. */
export function useDayMoves(by: Dated, said: (day: string) => string) {
  const t = useTranslations('crm.calendar')
  const change = useChangeRecord(dealSource)
  const words = useProblemWords()
  const move = async (deal: DealWire, to: string) => {
    const from = deal[by]
    if (from === to) return
    const wrong = (error: unknown) => notifyWrong(words(error))
    try {
      const kept = await change(deal.id, { values: { [by]: to }, before: { [by]: from }, version: deal.version })
      const back = { values: { [by]: from }, before: { [by]: to }, version: kept.version }
      notify(t('moved', { name: deal.name, day: said(to) }), () => void change(deal.id, back).catch(wrong))
    } catch (error) {
      wrong(error)
    }
  }
  return (deal: DealWire, to: string) => void move(deal, to)
}
