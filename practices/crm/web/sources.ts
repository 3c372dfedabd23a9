import { client } from '#web/api/client.ts'
import { source, writableSource } from '#web/api/records.ts'
import { account } from '../records/account.ts'
import { activity } from '../records/activity.ts'
import { contact } from '../records/contact.ts'
import { deal } from '../records/deal.ts'
import { dealEvent } from '../records/dealEvent.ts'
import { lossReason, pipeline, stage } from '../records/pipeline.ts'
import { product } from '../records/product.ts'

/** The record types of the practice as the browser knows them: declaration, routes, page. */
export const dealSource = writableSource(deal, client.crm.deals, (id) => `/deals/${id}`)
export const accountSource = writableSource(account, client.crm.accounts, (id) => `/customers/${id}`)
export const contactSource = writableSource(contact, client.crm.contacts, (id) => `/customers/people/${id}`)
export const activitySource = writableSource(activity, client.crm.activities)
export const productSource = writableSource(product, client.crm.products)
export const pipelineSource = writableSource(pipeline, client.crm.pipelines)
export const stageSource = writableSource(stage, client.crm.stages)
export const lossReasonSource = writableSource(lossReason, client.crm.lossReasons)
export const dealEventSource = source(dealEvent, client.crm.dealEvents)

export const crmSources = [
  accountSource,
  contactSource,
  dealSource,
  activitySource,
  productSource,
  pipelineSource,
  stageSource,
  lossReasonSource,
  dealEventSource,
]
