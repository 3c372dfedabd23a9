import type { DealWire } from '../../records/deal.ts'

/** How the next step of an open deal stands; `undated` has a word and no day. */
export type NextStepState = 'planned' | 'today' | 'overdue' | 'undated' | 'none'

export function nextStepState({ nextStep, nextStepOn }: Step, today: string): NextStepState {
  if (nextStepOn === null) return nextStep === null || nextStep.trim() === '' ? 'none' : 'undated'
  if (nextStepOn === today) return 'today'
  return nextStepOn < today ? 'overdue' : 'planned'
}
type Step = Pick<DealWire, 'nextStep' | 'nextStepOn'>
