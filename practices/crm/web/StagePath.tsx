import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import type { DealWire } from '../records/deal.ts'
import style from './deal.module.css'
import { dealSource } from './sources.ts'
import { useStages } from './useStages.ts'

/** The way of a deal through its pipeline: where it is, and one click to the next stage. */
export function StagePath({ deal, editable }: { readonly deal: DealWire; readonly editable: boolean }) {
  const t = useTranslations('crm.dealScreen')
  const stages = useStages()
  const pipelineId = stages.find(({ id }) => id === deal.stageId)?.pipelineId
  const path = stages.filter((one) => one.pipelineId === pipelineId)
  const here = path.findIndex(({ id }) => id === deal.stageId)
  const move = useAdvance(deal)
  // who signed has gone all the way, wherever the deal stood when they did
  const isThrough = deal.status === 'won' || deal.status === 'cancelled'
  return (
    <nav className={style.path} aria-label={t('stages')}>
      {path.map(({ id, name }, i) => (
        <button
          key={id}
          type="button"
          className={style.stage}
          data-passed={isThrough || i < here || undefined}
          ref={i === here ? intoView : undefined}
          aria-current={i === here && !isThrough ? 'step' : undefined}
          disabled={!editable || deal.status !== 'open'}
          onClick={() => i !== here && move(id, name)}
        >
          {name}
        </button>
      ))}
    </nav>
  )
}

/** On a phone the path is wider than the screen. */
const intoView = (stage: HTMLElement | null) => stage?.scrollIntoView({ inline: 'center', block: 'nearest' })

function useAdvance(deal: DealWire) {
  const t = useTranslations('crm.dealScreen')
  const settle = useSettle(dealSource)
  const words = useProblemWords()
  const { mutate } = useMutation({
    mutationFn: ({ stageId }: { stageId: string; name: string; back: boolean }) =>
      client.crm.deals.advance({ id: deal.id, stageId }),
    onSuccess: async (moved, { name, back }) => {
      await settle(moved)
      if (!back) notify(t('moved', { stage: name }), () => mutate({ stageId: deal.stageId, name, back: true }))
    },
    onError: (error) => notifyWrong(words(error)),
  })
  return (stageId: string, name: string) => mutate({ stageId, name, back: false })
}
