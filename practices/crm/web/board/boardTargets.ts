import type { StageOf } from '../useStages.ts'

/** Where a deal can be put: a stage, or its end. */
export type Target = { readonly kind: 'stage'; readonly stage: StageOf } | { readonly kind: 'won' | 'lost' }

export const keyOf = (target: Target) => (target.kind === 'stage' ? target.stage.id : target.kind)

/** From left to right, as the arrow keys go. */
export function targetsOf(stages: readonly StageOf[], may: (permission: string) => boolean): readonly Target[] {
  return [
    ...(may('deal.advance') ? stages.map((stage) => ({ kind: 'stage', stage }) as const) : []),
    ...(may('deal.win') ? ([{ kind: 'won' }] as const) : []),
    ...(may('deal.lose') ? ([{ kind: 'lost' }] as const) : []),
  ]
}
