import { account } from '../records/account.ts'
import { activity } from '../records/activity.ts'
import { contact } from '../records/contact.ts'
import { deal } from '../records/deal.ts'
import { dealEvent } from '../records/dealEvent.ts'
import { lossReason, pipeline, stage } from '../records/pipeline.ts'
import { product } from '../records/product.ts'
import { activityEntries } from '../rules/activityEntries.ts'
import { accountConcernKinds, accountConcerns, dealConcernKinds, dealConcerns } from '../rules/concerns.ts'
import { dealEntries, dealEventEntries } from '../rules/dealEntries.ts'
import { dealPhases } from '../rules/dealPhases.ts'
import { stagePhases } from '../rules/stagePhases.ts'
import { firstWins } from './firstWins.ts'

/** The only tie between the facts of a record type and its behaviour. */
export const Deal = {
  declaration: deal,
  entriesOf: dealEntries,
  phasesOf: dealPhases,
  dependent: firstWins,
  concerns: { kinds: dealConcernKinds, of: dealConcerns },
}
export const DealEvent = { declaration: dealEvent, entriesOf: dealEventEntries }
export const Activity = { declaration: activity, entriesOf: activityEntries }
export const Account = { declaration: account, concerns: { kinds: accountConcernKinds, of: accountConcerns } }
export const Contact = { declaration: contact }
export const Product = { declaration: product }
export const Pipeline = { declaration: pipeline }
export const Stage = { declaration: stage, phasesOf: stagePhases }
export const LossReason = { declaration: lossReason }
