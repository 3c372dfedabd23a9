import type { Metrics } from '#ledger/server/metrics.ts'
import { inSnapshot } from '#ledger/server/question.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Call } from '#platform/http/handled.ts'
import { type Org, orgSettings } from '#platform/org/settings.ts'
import type { Scope } from '#platform/record/record.ts'
import type { QuotaGridInput, QuotaGridJson, QuotaRowJson } from '../contract/quotas.ts'
import { type Placed, quotaTree } from '../rules/quotaTree.ts'
import { targetMetric } from './checkTarget.ts'
import { quotaCells } from './quotaCells.ts'
import { type QuotaHead, type QuotaPerson, type QuotaTeam, quotaPeople, quotaTeams } from './quotaPeople.ts'
import { dayWithin, quotaYear } from './quotaYear.ts'

/** A year of one figure in one reading: whom one may see, with their month targets. */
export function quotaGrid(call: Call<QuotaGridInput>, metrics: Metrics): Promise<QuotaGridJson> {
  const { db, actor, scope, input } = call
  return inSnapshot(db, async (snapshot) => {
    const org = await orgSettings(snapshot, actor.orgId)
    const { source, measure } = targetMetric(metrics, input.metric, org)
    const year = quotaYear(input.year, org)
    const on = dayWithin(year, Temporal.PlainDate.from(actor.today))
    const asked = { db: snapshot, actor, scope, metric: source.key, measure, year, on }
    const people = await quotaPeople(asked)
    const teams = scope === 'own' ? [] : await quotaTeams(asked)
    const cellsOf = await quotaCells(asked)
    const rows = rowsFor({ actor, scope, org, people, teams })
    return {
      metric: source.key,
      unit: source.unit,
      currency: org.currency,
      year: year.key,
      months: year.months.map(({ key, from, to }) => ({ key, from: from.toString(), to: to.toString() })),
      quarters: year.quarters.map(({ key }) => key),
      rows: rows.map((row): QuotaRowJson => ({ ...row, ...cellsOf(row) })),
    }
  })
}

interface Shown {
  readonly actor: Actor
  readonly scope: Scope
  readonly org: Org
  readonly people: readonly QuotaPerson[]
  readonly teams: readonly QuotaTeam[]
}

/** The organisation's own row only for those who see all of it: any other sum below it would not be its sum. */
function rowsFor({ actor, scope, org, people, teams }: Shown): QuotaHead[] {
  const { compare } = new Intl.Collator(actor.locale)
  const teamOf = new Map(teams.map((team) => [team.id, team]))
  const personOf = new Map(people.map((person) => [person.id, person]))
  const shown = (id: string) => scope === 'all' || teamOf.get(id)?.inReach === true
  const tree = quotaTree(teams, people, { compare, shown })
  const whole = scope === 'all'
  const below = whole ? 1 : 0
  const heads = tree.flatMap((placed) => headOf(placed, teamOf, personOf, below))
  if (!whole) return heads
  const editable = teams.some(({ editable: may }) => may) || people.some(({ editable: may }) => may)
  const { id, name } = org
  return [
    { kind: 'organisation', id, name, email: null, depth: 0, title: null, vacant: false, editable, whole },
    ...heads,
  ]
}

function headOf(
  placed: Placed,
  teams: ReadonlyMap<string, QuotaTeam>,
  people: ReadonlyMap<string, QuotaPerson>,
  below: number,
): QuotaHead[] {
  const depth = placed.depth + below
  if (placed.kind === 'team') {
    const team = teams.get(placed.id)
    if (!team) return []
    const { id, name, editable } = team
    return [{ kind: 'team', id, name, email: null, depth, title: null, vacant: false, editable, whole: placed.whole }]
  }
  const person = people.get(placed.id)
  if (!person) return []
  const { id, name, email, title, vacant, editable } = person
  return [{ kind: 'member', id, name, email, depth, title, vacant, editable, whole: true }]
}
