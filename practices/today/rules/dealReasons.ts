import type { Reason } from './whatNext.ts'

/** Days as "2026-11-24". */
export interface OpenDeal {
  readonly closesOn: string | null
  readonly createdOn: string
  readonly nextStep: string | null
  readonly nextStepOn: string | null
  readonly stageSince: string
  readonly staleAfterDays: number | null
  readonly contactedOn: string | null
}

/** A stage that doesn't say after how many days without contact a deal in it is stale. */
const staleUsually = 14

/**
 * Why an open deal asks for something today: its next step is due, its expected close has passed, it has no next step,
 * nobody has reached the customer for as long as its stage allows, it lies in its stage for longer than is usual. A step
 * that is planned for a later day speaks for itself: then only a close that has passed counts.
 */
export function dealReasons(deal: OpenDeal, usualDays: number | null, today: Temporal.PlainDate): Reason[] {
  const ago = (day: string) => Temporal.PlainDate.from(day).until(today).days
  const reasons: Reason[] = []
  const { closesOn, createdOn, nextStep, nextStepOn, contactedOn, stageSince } = deal
  if (closesOn !== null && ago(closesOn) > 0) reasons.push({ kind: 'closeOverdue', days: ago(closesOn), usual: 0 })
  if (nextStepOn !== null && ago(nextStepOn) < 0) return reasons
  if (nextStepOn !== null) reasons.push({ kind: 'stepDue', days: ago(nextStepOn), usual: 0 })
  else if (nextStep === null || nextStep.trim() === '') reasons.push({ kind: 'noStep', days: 0, usual: 0 })
  const quiet = ago(contactedOn !== null && contactedOn > createdOn ? contactedOn : createdOn)
  const stale = deal.staleAfterDays ?? staleUsually
  if (quiet > stale) reasons.push({ kind: 'quiet', days: quiet, usual: stale })
  const inStage = ago(stageSince)
  if (usualDays !== null && inStage > usualDays && inStage > 0)
    reasons.push({ kind: 'stuck', days: inStage, usual: usualDays })
  return reasons
}
