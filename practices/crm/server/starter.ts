import { draft, save, saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import { lossReason, pipeline, stage } from '../records/pipeline.ts'
import { LossReason, Pipeline, Stage } from './types.ts'

const stages = [
  ['prospecting', '0.1'],
  ['engaging', '0.25'],
  ['proposal', '0.5'],
  ['negotiation', '0.75'],
] as const
const reasons = ['price', 'competitor', 'noBudget', 'noDecision', 'noNeed', 'other'] as const

/** What a new organisation starts with: one pipeline with its stages, and reasons for a loss, all of which may be changed. */
export async function startCrm(write: Write): Promise<void> {
  const locale = localeOf(write.actor.locale)
  const first = await save(
    write,
    Pipeline,
    null,
    draft(pipeline, { name: say(locale, 'crm.starter.pipeline'), position: 0 }),
  )
  const created = (after: ReturnType<typeof draft<typeof stage>>) => ({ before: null, after })
  await saveAll(
    write,
    Stage,
    stages.map(([key, probability], position) =>
      created(
        draft(stage, {
          name: say(locale, `crm.starter.stage.${key}`),
          pipelineId: first.id,
          position,
          probability,
          staleAfterDays: 30,
        }),
      ),
    ),
  )
  await saveAll(
    write,
    LossReason,
    reasons.map((key, position) => ({
      before: null,
      after: draft(lossReason, { name: say(locale, `crm.starter.lossReason.${key}`), position }),
    })),
  )
}
