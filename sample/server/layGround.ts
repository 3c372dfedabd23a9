import { Product } from '#crm/server/index.ts'
import { draft, saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { CalendarDay, Member, Membership, Site, Team } from '#platform/org/server/types.ts'
import type { RecordOf } from '#platform/record/record.ts'
import { lockAll } from '#platform/record/server/find.ts'
import type { Company, MemberLine } from '../rules/company.ts'
import { idOf, type Keys } from './keys.ts'

/** What deals stand on. */
export interface Ground {
  readonly pipelineId: string
  /** In their order. */
  readonly stages: readonly [string, ...string[]]
  readonly lossReasons: readonly [string, ...string[]]
  readonly products: readonly RecordOf<typeof Product.declaration>[]
}

/** People, places and products, as they were when the history begins; the owner is there already. */
export async function layGround(write: Write, company: Company, keys: Keys): Promise<Ground> {
  const one = <R extends { readonly id: string }>(key: string, record: R) => ({
    before: null,
    after: { ...record, id: idOf(keys, key) },
  })
  await saveAll(
    write,
    Site,
    company.sites.map(({ key, name, calendar, timeZone }) =>
      one(key, draft(Site.declaration, { name, calendar, timeZone, weekend: [6, 7] })),
    ),
  )
  const days = company.sites.flatMap(({ key, holidays }) =>
    holidays.map((day) => ({ ...day, siteId: idOf(keys, key) })),
  )
  await saveAll(
    write,
    CalendarDay,
    days.map(({ on, name, siteId }) => ({
      before: null,
      after: draft(CalendarDay.declaration, { siteId, on: Temporal.PlainDate.from(on), kind: 'holiday', name }),
    })),
  )
  await keepPeople(write, company, keys)
  const products = await saveAll(
    write,
    Product,
    company.products.map(({ key, code, name, category, price, cost }) => {
      const money = (minor: number) => ({ amount: BigInt(minor), currency: company.organisation.currency })
      return one(key, draft(Product.declaration, { code, name, category, price: money(price), cost: money(cost) }))
    }),
  )
  return { ...(await startedWith(write)), products }
}

async function keepPeople(write: Write, { members, teams }: Company, keys: Keys): Promise<void> {
  const [owner] = await lockAll(write.tx, write.actor.orgId, Member.declaration, [idOf(keys, 'owner')])
  await saveAll(
    write,
    Member,
    members.map((line) => {
      const before = line.key === 'owner' ? (owner ?? null) : null
      return {
        before,
        after: { ...(before ?? draft(Member.declaration, {})), ...valuesOf(write, line), id: idOf(keys, line.key) },
      }
    }),
  )
  await saveAll(
    write,
    Team,
    teams.map(({ key, name, parent, manager, region }) => ({
      before: null,
      after: {
        ...draft(Team.declaration, {
          ...{ name, region, managerId: idOf(keys, manager) },
          parentId: parent === null ? null : idOf(keys, parent),
        }),
        id: idOf(keys, key),
      },
    })),
  )
  await saveAll(
    write,
    Membership,
    members.map(({ key, team, manager, site, employedFrom }) => ({
      before: null,
      after: draft(Membership.declaration, {
        memberId: idOf(keys, key),
        teamId: idOf(keys, team),
        managerId: manager === null ? null : idOf(keys, manager),
        siteId: idOf(keys, site),
        validFrom: isLater(employedFrom, write.today) ? Temporal.PlainDate.from(employedFrom) : null,
        validTo: null,
      }),
    })),
  )
}

function valuesOf({ org }: Write, { key, name, email, title, role, vacant, timeZone, employedFrom }: MemberLine) {
  const from = employedFrom === null ? null : Temporal.PlainDate.from(employedFrom)
  return { name, email, title, role, vacant, timeZone, employedFrom: from, locale: org.locale, externalId: key }
}
const isLater = (day: string | null, today: Temporal.PlainDate): day is string => day !== null && day > today.toString()

/** The pipeline, its stages and the reasons for a loss that every organisation starts with. */
async function startedWith({ tx, actor }: Write): Promise<Omit<Ground, 'products'>> {
  const stages = await tx
    .selectFrom('stage')
    .select(['id', 'pipeline_id'])
    .where('org_id', '=', actor.orgId)
    .orderBy('position')
    .execute()
  const reasons = await tx
    .selectFrom('loss_reason')
    .select('id')
    .where('org_id', '=', actor.orgId)
    .orderBy('position')
    .execute()
  const [stage, ...later] = stages
  const [reason, ...others] = reasons
  if (stage === undefined || reason === undefined) throw new Error('The organisation has no pipeline to begin with.')
  return {
    pipelineId: stage.pipeline_id,
    stages: [stage.id, ...later.map(({ id }) => id)],
    lossReasons: [reason.id, ...others.map(({ id }) => id)],
  }
}
