import { sql } from 'kysely'
import { crm, lastActiveOn, recentWins, type StandingDeal, strayDeals } from '#crm/server/index.ts'
import { goals as goalsContract, goalsNow, type StandingGoal } from '#goals/server/index.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import type { Asker } from '#ledger/server/question.ts'
import { org as orgContract } from '#platform/org/contract.ts'
import type { Scope } from '#platform/record/record.ts'
import type { PersonJson, StrayDealJson, TeamJson } from '../contract.ts'
import { reachThrough } from './mayRead.ts'

/** Of more people nobody sees at a glance who needs a look. */
const peopleMost = 200
const strayMost = 20
const thanksDays = 14

interface Person {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly time_zone: string | null
  readonly part: string | null
}

/** Whom the reader leads; one who sees all and leads nobody looks after everybody, where they are few. */
export async function teamOf(secret: string, given: Asker, metrics: Metrics): Promise<TeamJson | null> {
  const { actor } = given
  const reach = reachThrough(actor, crm.activities.list)
  if (actor.memberId === null || reach === null || reach === 'own' || reachThrough(actor, crm.deals.list) === null)
    return null
  const line = await people(given, 'line')
  const all = line.length === 0 && reach === 'all' ? await people(given, 'all') : line
  const of = all === line ? 'line' : 'everybody'
  if (all.length === 0) return reach === 'all' ? null : { ...nobody, of }
  const count = all.length > peopleMost ? await countOf(given, of) : all.length
  if (count > peopleMost) return { ...nobody, of, count }
  const ids = all.map(({ id }) => id)
  const asker: Asker = { ...given, scope: of === 'line' ? 'line' : 'all' }
  const goals = Map.groupBy(await goalsOf(secret, asker, metrics), ({ ofId }) => ofId)
  const active = await lastActiveOn(asker, ids)
  const seesLeave = reachThrough(actor, orgContract.leaves.list) !== null
  const stray = await strayDeals(asker, ids)
  return {
    of,
    count,
    people: all.map(
      (one): PersonJson => ({
        memberId: one.id,
        name: one.name,
        email: one.email,
        timeZone: one.time_zone,
        onLeave: !seesLeave || one.part === null ? null : one.part === 'half' ? 'half' : 'day',
        lastActiveOn: active.get(one.id) ?? null,
        goals: goals.get(one.id) ?? [],
      }),
    ),
    ...strayJson(stray, actor.today),
    wins: (await recentWins(asker, ids, thanksDays)).slice(0, 5),
  }
}

const nobody: Omit<TeamJson, 'of'> = { count: 0, people: [], stray: [], slipped: 0, withoutStep: 0, wins: [] }

async function goalsOf(secret: string, asker: Asker, metrics: Metrics): Promise<readonly StandingGoal[]> {
  if (reachThrough(asker.actor, goalsContract.targets.list) === null) return []
  return goalsNow(secret, asker, metrics, { of: 'member' })
}

/** What slipped first, the most often pushed and the longest past before the others; then what has no next step. */
function strayJson(deals: readonly StandingDeal[], today: string) {
  const isPast = ({ closesOn }: StandingDeal) => closesOn !== null && closesOn < today
  const slipped = deals.filter((deal) => isPast(deal) || deal.pushes >= 2)
  const hasStep = ({ nextStep, nextStepOn }: StandingDeal) => nextStepOn !== null || (nextStep ?? '').trim() !== ''
  const without = deals.filter((deal) => !hasStep(deal))
  const worth = (a: StandingDeal, b: StandingDeal) =>
    Number((b.worth ?? 0n) - (a.worth ?? 0n)) || (a.id < b.id ? -1 : 1)
  const json = (deal: StandingDeal): StrayDealJson => ({
    dealId: deal.id,
    name: deal.account ?? deal.name,
    ownerId: deal.ownerId,
    amount: deal.amount,
    closesOn: deal.closesOn,
    pushes: deal.pushes,
    hasStep: hasStep(deal),
  })
  const only = without.filter((deal) => !slipped.includes(deal))
  const shown = [...slipped.toSorted(worth).slice(0, strayMost), ...only.toSorted(worth).slice(0, strayMost)]
  return { stray: shown.map(json), slipped: slipped.length, withoutStep: without.length }
}

/** Who works here today, by name; one more than can be shown says that there are more. */
async function people(asker: Asker, scope: Extract<Scope, 'line' | 'all'>): Promise<readonly Person[]> {
  const { rows } = await sql<Person>`select m.id, m.name, m.email, m.time_zone, l.part
    from member m left join leave l on l.org_id = m.org_id and l.member_id = m.id and l."on" = ${asker.actor.today}::date
      and l.deleted_at is null
    where ${employed(asker)} and ${scope === 'line' ? below(asker) : sql`m.role in ('rep', 'manager')`}
    order by m.name, m.id limit ${peopleMost + 1}`.execute(asker.db)
  return rows
}

async function countOf(asker: Asker, of: TeamJson['of']): Promise<number> {
  const { rows } = await sql<{ count: string }>`select count(*)::text as count from member m
    where ${employed(asker)} and ${of === 'line' ? below(asker) : sql`m.role in ('rep', 'manager')`}`.execute(asker.db)
  return Number(rows[0]?.count ?? 0)
}

const employed = ({ actor }: Asker) => sql`m.org_id = ${actor.orgId}::uuid and m.deleted_at is null and not m.vacant
  and m.id <> ${actor.memberId}::uuid and (m.deactivated_on is null or m.deactivated_on > ${actor.today}::date)
  and (m.employed_from is null or m.employed_from <= ${actor.today}::date)
  and (m.employed_to is null or m.employed_to >= ${actor.today}::date)`
const below = ({ actor }: Asker) => sql`m.id = any(array(select member_id from line
  where org_id = ${actor.orgId}::uuid and manager_id = ${actor.memberId}::uuid))`
