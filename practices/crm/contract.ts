import { z } from 'zod'
import type { MoneyJson } from '#ledger/rules/money.ts'
import type { CreditJson } from '#platform/record/field.ts'
import type { AnyDeclaration } from '#platform/record/record.ts'
import { action, type ListInput, listFilter, resource, route } from '#platform/record/resource.ts'
import { dayText, decimalText, id, moneySchema, schemasOf } from '#platform/record/schemas.ts'
import { type AccountWire, account } from './records/account.ts'
import { activity } from './records/activity.ts'
import { contact } from './records/contact.ts'
import { deal } from './records/deal.ts'
import { dealEvent } from './records/dealEvent.ts'
import { lossReason, pipeline, stage } from './records/pipeline.ts'
import { product } from './records/product.ts'
import { groupings } from './rules/groupings.ts'
import { mergeable } from './rules/merge.ts'

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

export interface GroupsInput extends Pick<ListInput, 'filter' | 'search' | 'deleted'> {
  readonly by: string
}
/** Of the amounts in one currency: how many there are, what they add up to, and that in the organisation's currency. */
export interface SumPart {
  readonly count: number
  readonly amount: MoneyJson
  /** Null where there is no rate. */
  readonly base: MoneyJson | null
}
export interface GroupJson {
  /** An id, a choice, a text, a day or a month; null for the records that have none. */
  readonly key: string | null
  readonly count: number
  /** In the organisation's currency: what could be converted. */
  readonly sum: MoneyJson
  /** Of the open ones: each amount times its probability, the deal's own or else its stage's. */
  readonly weighted: MoneyJson
  readonly parts: readonly SumPart[]
}
export interface GroupsJson {
  readonly groups: readonly GroupJson[]
  readonly total: GroupJson
  /** By which open amounts were converted; a closed deal keeps the rate of its day. */
  readonly rates: readonly { readonly currency: string; readonly rate: string; readonly on: string }[]
  readonly names: { readonly [id: string]: string }
}
const groupSchema: z.ZodType<GroupJson, GroupJson> = z.object({
  key: z.string().nullable(),
  count: z.int(),
  sum: moneySchema,
  weighted: moneySchema,
  parts: z.array(z.object({ count: z.int(), amount: moneySchema, base: moneySchema.nullable() })),
})
export const groupsSchema: z.ZodType<GroupsJson, GroupsJson> = z.object({
  groups: z.array(groupSchema),
  total: groupSchema,
  rates: z.array(z.object({ currency: z.string(), rate: z.string(), on: dayText })),
  names: z.record(z.string(), z.string()),
})

/** What a list holds, counted and summed by one of its fields: `GET /deals/groups?by=stageId`. */
function groupsOf(declaration: AnyDeclaration, summary: string, known: readonly [string, ...string[]]) {
  return route<GroupsInput, GroupsJson>({
    method: 'GET',
    path: `/${declaration.path}/groups`,
    tag: declaration.path,
    summary,
    meta: resource(declaration).list['~orpc'].meta,
    input: () =>
      z.strictObject({
        by: z.enum(known),
        filter: listFilter.optional(),
        search: z.string().max(200).optional(),
        deleted: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
      }),
    output: () => groupsSchema,
  })
}

export interface TouchesInput {
  /** Ids of up to 200 deals, with commas between. */
  readonly ids: string
}
export interface TouchJson {
  readonly id: string
  /** When somebody last reached the customer about it. */
  readonly lastContactOn: string | null
  readonly inStageSince: string
}
export interface TouchesJson {
  readonly items: readonly TouchJson[]
}
const touchesSchema: z.ZodType<TouchesJson, TouchesJson> = z.object({
  items: z.array(z.object({ id, lastContactOn: dayText.nullable(), inStageSince: dayText })),
})
const touches = route<TouchesInput, TouchesJson>({
  method: 'GET',
  path: '/deals/touches',
  tag: deal.path,
  summary: 'When the customers of some deals were last reached, and since when the deals are in their stages',
  meta: resource(deal).list['~orpc'].meta,
  input: () => z.strictObject({ ids: z.string().regex(/^[0-9a-fA-F-]{36}(,[0-9a-fA-F-]{36}){0,199}$/) }),
  output: () => touchesSchema,
})

export interface AlikeInput {
  readonly name?: string
  readonly domain?: string
  readonly email?: string
  readonly phone?: string
}
export const alikeReasons = ['name', 'domain', 'email', 'phone'] as const
/** A customer or a person that what is being typed may already stand for. */
export interface AlikeJson {
  readonly id: string
  readonly name: string
  /** In what they are alike. */
  readonly by: readonly (typeof alikeReasons)[number][]
  readonly ownerName: string | null
  /** Of a person: the customer. */
  readonly accountName: string | null
  /** That the caller may see; null to whom deals are closed. */
  readonly deals: number | null
}
export interface AlikesJson {
  readonly items: readonly AlikeJson[]
}
const alikesSchema: z.ZodType<AlikesJson, AlikesJson> = z.object({
  items: z.array(
    z.object({
      id,
      name: z.string(),
      by: z.array(z.enum(alikeReasons)),
      ownerName: z.string().nullable(),
      accountName: z.string().nullable(),
      deals: z.int().nullable(),
    }),
  ),
})
/** `GET /accounts/alike?name=…`: at most five, those that the caller may see. */
const alikeOf = (declaration: AnyDeclaration, summary: string) =>
  route<AlikeInput, AlikesJson>({
    method: 'GET',
    path: `/${declaration.path}/alike`,
    tag: declaration.path,
    summary,
    meta: resource(declaration).list['~orpc'].meta,
    input: () =>
      z.strictObject({
        name: z.string().max(300).optional(),
        domain: z.string().max(200).optional(),
        email: z.string().max(320).optional(),
        phone: z.string().max(100).optional(),
      }),
    output: () => alikesSchema,
  })

export interface MergeInput {
  readonly into: string
  /** Fields whose values of the one that goes are kept; where not said, those that the other lacks. */
  readonly take?: readonly (typeof mergeable)[number][]
  /** Only says what would happen. */
  readonly dry?: boolean
}
export interface MergeJson {
  /** The one that stays. */
  readonly account: AccountWire
  readonly moved: {
    readonly deals: number
    readonly contacts: number
    readonly activities: number
    readonly children: number
  }
  /** The day on which a new logo falls away, since both were won. */
  readonly firstWinTakenBack: string | null
}
const mergeInput = (): z.ZodType<MergeInput & { id: string }, MergeInput & { id: string }> =>
  z.strictObject({ id, into: id, take: z.array(z.enum(mergeable)).optional(), dry: z.boolean().optional() })
const mergeOutput = (): z.ZodType<MergeJson, MergeJson> =>
  z.object({
    account: schemasOf(account).record,
    moved: z.object({ deals: z.int(), contacts: z.int(), activities: z.int(), children: z.int() }),
    firstWinTakenBack: dayText.nullable(),
  })

/** The routes of the practice, in the order in which a user meets them. */
export const crm = {
  accounts: {
    ...resource(account),
    groups: groupsOf(account, 'Count customers by owner, industry …', groupings.account),
    alike: alikeOf(account, 'Find customers that a new one may be the same as'),
    merge: action(account, 'merge', mergeInput, mergeOutput),
  },
  contacts: {
    ...resource(contact),
    groups: groupsOf(contact, 'Count contacts by owner', groupings.contact),
    alike: alikeOf(contact, 'Find contacts that a new one may be the same as'),
  },
  products: resource(product),
  pipelines: resource(pipeline),
  stages: resource(stage),
  lossReasons: resource(lossReason),
  deals: {
    ...resource(deal),
    groups: groupsOf(deal, 'Count and sum deals by stage, owner, month …', groupings.deal),
    touches,
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
