import type { MetricSource } from '#ledger/server/evaluate.ts'
import { type AnyRecordType, anyType } from '#ledger/server/recordType.ts'
import type { Handled } from '#platform/http/handled.ts'
import { handlersOf } from '#platform/record/server/handlers.ts'
import type { Types } from '#platform/record/server/names.ts'
import { crm } from '../contract.ts'
import { crmMetrics } from '../rules/metrics.ts'
import { activityWays } from './activityWays.ts'
import { alikes } from './alike.ts'
import { changeDeal } from './changeDeal.ts'
import { closing, removeDeal, restoreDeal } from './closeDeal.ts'
import { dealTouches } from './dealTouches.ts'
import { mergeAccounts, restoreAccount } from './mergeAccounts.ts'
import { cycleMedian, winRateCreated } from './metrics/dealCohorts.ts'
import { pipelineOpen, pipelineWeighted, staleShare, velocity } from './metrics/openDeals.ts'
import { discountRate, marginBooked } from './metrics/prices.ts'
import { replyRate } from './metrics/replies.ts'
import { slippageRate } from './metrics/slippage.ts'
import { stageConversion, stageDays } from './metrics/stages.ts'
import { openDeal } from './openDeal.ts'
import { recordGroups } from './recordGroups.ts'
import { Account, Activity, Contact, Deal, DealEvent, LossReason, Pipeline, Product, Stage } from './types.ts'

export { crm } from '../contract.ts'
export { type DealStep, dealDiary } from './dealDiary.ts'
export { missedCustomers, standingDeals, strayDeals, usualStageDays } from './dealsToday.ts'
export { handOver } from './handOver.ts'
export { crmImports } from './imports/kinds.ts'
export { openDealsDue } from './metrics/openDeals.ts'
export type { MissedCustomer, StandingDeal } from './standingDeal.ts'
export { startCrm } from './starter.ts'
export { Account, Activity, Contact, Product } from './types.ts'
export { hasWork, lastActiveOn, lastActivities, recentWins } from './workLately.ts'

/** The record types of the practice, for the registers that need all of them. */
export const crmTypes: readonly AnyRecordType[] = [
  anyType(Account),
  anyType(Contact),
  anyType(Product),
  anyType(Pipeline),
  anyType(Stage),
  anyType(LossReason),
  anyType(Deal),
  anyType(DealEvent),
  anyType(Activity),
]

/** Every metric that customers, deals and activities feed. */
export const crmMetricSources: readonly MetricSource[] = [
  ...crmMetrics,
  marginBooked,
  discountRate,
  replyRate,
  winRateCreated,
  cycleMedian,
  pipelineOpen,
  pipelineWeighted,
  staleShare,
  slippageRate,
  velocity,
  stageConversion,
  stageDays,
]

export function crmRoutes(types: Types): Handled[] {
  return [
    ...handlersOf(crm.accounts, Account, types, { restore: restoreAccount }),
    mergeAccounts,
    ...handlersOf(crm.contacts, Contact, types),
    ...recordGroups(types),
    ...alikes,
    dealTouches,
    ...handlersOf(crm.products, Product, types),
    ...handlersOf(crm.pipelines, Pipeline, types),
    ...handlersOf(crm.stages, Stage, types),
    ...handlersOf(crm.lossReasons, LossReason, types),
    ...handlersOf(crm.deals, Deal, types, {
      create: openDeal,
      change: changeDeal,
      remove: removeDeal,
      restore: restoreDeal,
    }),
    ...closing,
    ...handlersOf(crm.dealEvents, DealEvent, types),
    ...handlersOf(crm.activities, Activity, types, activityWays),
  ]
}
