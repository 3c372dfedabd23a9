import { z } from 'zod'
import type { MoneyJson } from '#ledger/rules/money.ts'
import type { CreditJson } from '#platform/record/field.ts'
import { action, resource } from '#platform/record/resource.ts'
import { dayText, decimalText, id, moneySchema } from '#platform/record/schemas.ts'
import { account } from './records/account.ts'
import { activity } from './records/activity.ts'
import { contact } from './records/contact.ts'
import { deal } from './records/deal.ts'
import { dealEvent } from './records/dealEvent.ts'
import { lossReason, pipeline, stage } from './records/pipeline.ts'
import { product } from './records/product.ts'

const creditsSchema = z
  .array(z.object({ memberId: id, share: decimalText }))
  .min(1)
  .max(50)

export interface Winning {
  readonly on?: string
  readonly amount?: MoneyJson
  readonly credits?: readonly CreditJson[]
}
const winning = (): z.ZodType<Winning & { id: string }, Winning & { id: string }> =>
  z.strictObject({ id, on: dayText.optional(), amount: moneySchema.optional(), credits: creditsSchema.optional() })

export interface Losing {
  readonly on?: string
  readonly lossReasonId: string
  readonly competitor?: string | null
}
const losing = (): z.ZodType<Losing & { id: string }, Losing & { id: string }> =>
  z.strictObject({
    id,
    on: dayText.optional(),
    lossReasonId: id,
    competitor: z.string().max(200).nullable().optional(),
  })

export interface Correcting {
  readonly amount?: MoneyJson
  readonly closedOn?: string
  readonly credits?: readonly CreditJson[]
  readonly reason: string
}
const correcting = (): z.ZodType<Correcting & { id: string }, Correcting & { id: string }> =>
  z.strictObject({
    id,
    amount: moneySchema.optional(),
    closedOn: dayText.optional(),
    credits: creditsSchema.optional(),
    reason: z.string().trim().min(1).max(1000),
  })

export interface OnDay {
  readonly on?: string
}
const onDay = (): z.ZodType<OnDay & { id: string }, OnDay & { id: string }> =>
  z.strictObject({ id, on: dayText.optional() })
const onlyId = (): z.ZodType<{ id: string }, { id: string }> => z.strictObject({ id })
const toStage = (): z.ZodType<{ id: string; stageId: string }, { id: string; stageId: string }> =>
  z.strictObject({ id, stageId: id })

const events = resource(dealEvent)

/** The routes of the practice, in the order in which a user meets them. */
export const crm = {
  accounts: resource(account),
  contacts: resource(contact),
  products: resource(product),
  pipelines: resource(pipeline),
  stages: resource(stage),
  lossReasons: resource(lossReason),
  deals: {
    ...resource(deal),
    advance: action(deal, 'advance', toStage),
    win: action(deal, 'win', winning),
    lose: action(deal, 'lose', losing),
    reopen: action(deal, 'reopen', onlyId),
    cancel: action(deal, 'cancel', onDay),
    correct: action(deal, 'correct', correcting),
  },
  dealEvents: { list: events.list, export: events.export, get: events.get },
  activities: resource(activity),
}
