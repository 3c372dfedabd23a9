import { type ExplanationJson, ledger, type ValuesInput, type ValuesJson } from '#ledger/contract.ts'
import { metricsOf } from '#ledger/server/metrics.ts'
import { ledgerRoutes } from '#ledger/server/routes.ts'
import { requireScope } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { Reply } from '#platform/http/handled.ts'
import { org } from '#platform/org/contract.ts'
import { orgRoutes, orgTypes } from '#platform/org/server/routes.ts'
import { orgSettings } from '#platform/org/settings.ts'
import type { Procedure } from '#platform/record/resource.ts'
import type { Types } from '#platform/record/server/names.ts'
import { buildOrg, type TestApp } from '../../../tests/harness.ts'
import { crmMetricSources, crmRoutes, crmTypes, handOver } from './index.ts'

export const types: Types = new Map([...orgTypes, ...crmTypes].map((one) => [one.declaration.type, one.declaration]))
export const recordTypes = [...orgTypes, ...crmTypes]
export const metrics = metricsOf(crmMetricSources)
// targets are of another practice
const nothingNamed = { renamed: async () => ({ all: 0, renamed: [] }), rename: async () => {} }
const routes = [
  ...crmRoutes(types),
  ...orgRoutes(types, handOver, nothingNamed, metrics),
  ...ledgerRoutes(metrics, types),
]

/** An organisation to act in: the clock is set to mid-morning of a day, and commands run as through the API. */
export interface Company {
  readonly app: App
  readonly ada: Actor
  /** From now on it is this day. */
  day(on: string): void
  today(): string
  /** Runs a route as a person, today, and checks what it answers; a record's JSON, for most. */
  act<I, O>(route: Procedure<I, O>, input: I, actor?: Actor): Promise<Readonly<Record<string, unknown>>>
  /** The id of what a command answers. */
  make<I, O>(route: Procedure<I, O>, input: I, actor?: Actor): Promise<string>
  values(input: ValuesInput, actor?: Actor): Promise<ValuesJson>
  explain(link: string, cursors?: { cursor?: string; recordsCursor?: string }, actor?: Actor): Promise<ExplanationJson>
}

export async function buildCompany({ app, clock }: Pick<TestApp, 'app' | 'clock'>, on: string): Promise<Company> {
  let today = on
  const day = (to: string) => {
    today = to
    clock.set(`${to}T02:00:00Z`)
  }
  day(on)
  const ada = await buildOrg(app)
  const run = async <I, O>(route: Procedure<I, O>, input: I, as: Actor = ada): Promise<O> => {
    const actor = { ...as, today }
    const handled = routes.find((one) => Object.is(one.procedure, route))
    if (!handled) throw new Error('No handler for this route.')
    const { meta, inputSchema, outputSchema } = route['~orpc']
    const given = inputSchema ? parsed(await inputSchema['~standard'].validate(input)) : input
    const scope = requireScope(actor, meta)
    const call = { app, actor, scope, db: app.db.of(actor.orgId), input: given, ifMatch: null, reason: null }
    const answer = await handled.run(call)
    const body = answer instanceof Reply ? answer.body : answer
    if (!outputSchema) throw new Error('A route without an answer.')
    return parsed(await outputSchema['~standard'].validate(body))
  }
  const act: Company['act'] = async (route, input, actor) => {
    const answer: unknown = await run(route, input, actor)
    if (!isRecord(answer)) throw new Error('The command answers no record.')
    return answer
  }
  return {
    app,
    ada,
    day,
    today: () => today,
    act,
    make: async (route, input, actor) => String((await act(route, input, actor))['id']),
    values: (input, actor) => run(ledger.metrics.values, input, actor),
    explain: (link, cursors, actor) =>
      run(ledger.explanations.get, { token: link.slice(link.lastIndexOf('/') + 1), ...cursors }, actor),
  }
}

function parsed<T>(
  result: { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly unknown[] },
): T {
  if ('value' in result) return result.value
  throw new Error(`Not of its schema: ${JSON.stringify(result.issues)}`)
}
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** What a deal needs besides what the test cares about. */
export async function stagesOf({ app, ada }: Company): Promise<string[]> {
  const rows = await app.db
    .of(ada.orgId)
    .selectFrom('stage')
    .select('id')
    .where('org_id', '=', ada.orgId)
    .orderBy('position')
    .execute()
  return rows.map((row) => row.id)
}
export async function lossReasonOf({ app, ada }: Company): Promise<string> {
  const row = await app.db
    .of(ada.orgId)
    .selectFrom('loss_reason')
    .select('id')
    .where('org_id', '=', ada.orgId)
    .orderBy('position')
    .executeTakeFirstOrThrow()
  return row.id
}
export async function memberOf(company: Company, name: string, role: Actor['role'] = 'rep'): Promise<Actor> {
  const memberId = await company.make(org.members.create, { name, role, vacant: false })
  return { ...company.ada, memberId, role }
}
export const money = (amount: string, currency = 'CNY') => ({ amount, currency })
export const orgOf = ({ app, ada }: Company) => orgSettings(app.db.of(ada.orgId), ada.orgId)
