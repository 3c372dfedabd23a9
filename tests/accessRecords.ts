import { sql } from 'kysely'
import { expect } from 'vitest'
import type { App } from '#platform/config/context.ts'
import { type AnyDeclaration, type Role, roles, snake } from '#platform/record/record.ts'
import type { RouteMeta } from '#platform/record/resource.ts'
import { allRoutes, declarations } from '../product.ts'
import { type AccessOrg, accessOrg, type Relation, relations } from './accessOrg.ts'
import { type Caller, type Served, textAt } from './serving.ts'
import { type Known, validInput } from './validInputs.ts'

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** As in the contract: `/deals/{id}`. */
  readonly path: string
  readonly meta: RouteMeta
}
/** Every route that is mounted. */
export function routesOf(app: App): Route[] {
  return allRoutes(app, { sendMail: null, publicUrl: 'http://farsail.test' }).map(({ procedure }) => {
    const { meta, route } = procedure['~orpc']
    const { method, path } = Object(route)
    return { method, path, meta }
  })
}

/** A record of each type for each relation, and who stands how to it. */
export interface AccessRecords extends AccessOrg {
  readonly api: Caller
  readonly known: Known
  /** The routes of a declaration that are mounted: `list`, `get`, `create`, `update`, `delete`, `bulk`. */
  readonly has: (declaration: AnyDeclaration, route: keyof typeof shapes) => boolean
  readonly relationsFor: (declaration: AnyDeclaration) => readonly Relation[]
  readonly recordOf: (declaration: AnyDeclaration, role: Role, relation: Relation) => string
  /** A further record, owned as the relation says. */
  readonly make: (declaration: AnyDeclaration, role: Role, relation: Relation) => Promise<string>
}

const shapes = {
  list: (path: string) => `GET /${path}`,
  get: (path: string) => `GET /${path}/{id}`,
  create: (path: string) => `POST /${path}`,
  update: (path: string) => `PATCH /${path}/{id}`,
  delete: (path: string) => `DELETE /${path}/{id}`,
  bulk: (path: string) => `POST /${path}/bulk`,
} as const

export async function accessRecords({ app, as }: Served): Promise<AccessRecords> {
  const org = await accessOrg(app)
  const api = as(org.owner)
  const mounted = new Set(routesOf(app).map(({ method, path }) => `${method} ${path}`))
  const has: AccessRecords['has'] = (declaration, route) => mounted.has(shapes[route](declaration.path))
  const known = await oneOfEach(app, org, api, has)
  const create = async (declaration: AnyDeclaration, owner: string | null | undefined): Promise<string> => {
    const owned = declaration.owner === null || owner === undefined ? {} : { [declaration.owner]: owner }
    const answer = await api.post(`/${declaration.path}`, { ...validInput(declaration, known), ...owned })
    expect([declaration.type, answer.status, answer.body]).toEqual([declaration.type, 201, answer.body])
    return textAt(answer.body, 'id')
  }
  const records = new Map<string, string>()
  for (const declaration of declarations.filter((one) => has(one, 'create'))) {
    for (const role of declaration.owner === null ? roles.slice(0, 1) : roles) {
      for (const relation of relationsFor(declaration)) {
        const owner = org.places[role].ownerOf(relation)
        records.set(keyOf(declaration, role, relation), await create(declaration, owner))
      }
    }
  }
  await noteEvents(app, org, records)
  return {
    ...org,
    api,
    known,
    has,
    relationsFor,
    recordOf(declaration, role, relation) {
      const id = records.get(keyOf(declaration, role, relation))
      if (id === undefined) throw new Error(`No ${declaration.type} of ${role} ${relation}.`)
      return id
    },
    make: (declaration, role, relation) => create(declaration, org.places[role].ownerOf(relation)),
  }
}

function keyOf(declaration: AnyDeclaration, role: Role, relation: Relation): string {
  return declaration.owner === null ? declaration.type : `${declaration.type} ${role} ${relation}`
}

/** Records that nobody can own, or that must be somebody's, have fewer. */
function relationsFor(declaration: AnyDeclaration): readonly Relation[] {
  if (declaration.owner === null) return ['nobody']
  const isAlwaysOwned = declaration.fields[declaration.owner]?.required === true
  return isAlwaysOwned ? relations.filter((one) => one !== 'nobody') : relations
}

async function oneOfEach(app: App, org: AccessOrg, api: Caller, has: AccessRecords['has']): Promise<Known> {
  const known = new Map<string, string>()
  const membership = await sql<{
    id: string
  }>`select id from membership where org_id = ${org.owner.orgId}::uuid limit 1`.execute(app.db.of(org.owner.orgId))
  known.set('membership', membership.rows[0]?.id ?? '')
  known.set('member', org.places.rep.ownerOf('stranger') ?? '')
  let left = declarations.filter((one) => has(one, 'create') && !known.has(one.type))
  while (left.length > 0) {
    const [next] = left.filter((one) => needs(one).every((type) => known.has(type) || type === one.type))
    if (!next) throw new Error(`Nothing can be made of ${left.map(({ type }) => type).join(', ')}.`)
    const owned = next.owner === null ? {} : { [next.owner]: known.get('member') }
    const answer = await api.post(`/${next.path}`, { ...validInput(next, known), ...owned })
    expect([next.type, answer.status, answer.body]).toEqual([next.type, 201, answer.body])
    known.set(next.type, textAt(answer.body, 'id'))
    left = left.filter((one) => one !== next)
  }
  return known
}
const needs = (declaration: AnyDeclaration) =>
  Object.values(declaration.fields).flatMap((field) =>
    field.kind === 'relation' && field.of !== null ? [field.of] : [],
  )

/** Events come with their deals and belong to whose deal it was. */
async function noteEvents(app: App, org: AccessOrg, records: Map<string, string>): Promise<void> {
  const { rows } = await sql<{ id: string; deal_id: string }>`select id, deal_id from ${sql.table(snake('dealEvent'))}
    where org_id = ${org.owner.orgId}::uuid`.execute(app.db.of(org.owner.orgId))
  const eventOf = new Map(rows.map((row) => [row.deal_id, row.id]))
  for (const [key, id] of [...records]) {
    if (key.startsWith('deal ')) records.set(key.replace('deal ', 'dealEvent '), eventOf.get(id) ?? '')
  }
  records.set('membership', '')
}
