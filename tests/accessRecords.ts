import { expect } from 'vitest'
import { deal } from '#crm/records/deal.ts'
import { target } from '#goals/records/target.ts'
import type { App } from '#platform/config/context.ts'
import type { AnyDeclaration, Role } from '#platform/record/record.ts'
import type { RouteMeta } from '#platform/record/resource.ts'
import { allRoutes, declarations } from '../product.ts'
import { type AccessOrg, accessOrg, type Relation } from './accessOrg.ts'
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

/** Records of each type for whoever stands somehow to their owner, made when they are first asked for. */
export interface AccessRecords extends AccessOrg {
  readonly api: Caller
  readonly known: Known
  /** The routes of a declaration that are mounted. */
  readonly has: (declaration: AnyDeclaration, route: keyof typeof shapes) => boolean
  readonly recordOf: (declaration: AnyDeclaration, role: Role, relation: Relation) => Promise<string>
  /** A further record, owned as the relation says. */
  readonly make: (declaration: AnyDeclaration, role: Role, relation: Relation) => Promise<string>
}

const shapes = {
  list: (path: string) => `GET /${path}`,
  export: (path: string) => `GET /${path}/export`,
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
  const known = await oneOfEach(org, api, has)
  const make: AccessRecords['make'] = async (declaration, role, relation) => {
    if (declaration.type === 'membership') return textAt((await api.get('/memberships?limit=1')).body, 'items.0.id')
    if (declaration.type === 'dealEvent') return eventOf(api, await make(deal, role, relation))
    if (declaration.type === 'targetChange') return changeOf(api, await make(target, role, relation))
    return create(api, declaration, known, org.places[role].ownerOf(relation))
  }
  const records = new Map<string, string>()
  return {
    ...org,
    api,
    known,
    has,
    make,
    async recordOf(declaration, role, relation) {
      const key = declaration.owner === null ? declaration.type : `${declaration.type} ${role} ${relation}`
      const id = records.get(key) ?? (await make(declaration, role, relation))
      records.set(key, id)
      return id
    },
  }
}

async function create(api: Caller, declaration: AnyDeclaration, known: Known, owner: string | null): Promise<string> {
  const owned = declaration.owner === null ? {} : { [declaration.owner]: owner }
  const answer = await api.post(`/${declaration.path}`, { ...validInput(declaration, known), ...owned })
  expect([declaration.type, answer.status, answer.body]).toEqual([declaration.type, 201, answer.body])
  return textAt(answer.body, 'id')
}
/** Events come with their deals and belong to whose deal it was. */
async function eventOf(api: Caller, dealId: string): Promise<string> {
  return textAt((await api.get(`/deal-events?filter[dealId][eq]=${dealId}`)).body, 'items.0.id')
}

/** Changes come by the command, and belong to whose target it is. */
async function changeOf(api: Caller, targetId: string): Promise<string> {
  await api.post(`/targets/${targetId}/change`, { kind: 'correction', amount: '90.00', reason: 'a digit was wrong' })
  return textAt((await api.get(`/target-changes?filter[targetId][eq]=${targetId}`)).body, 'items.0.id')
}

/** One record of each type, a stranger's where it is anybody's, for others to point to. */
async function oneOfEach(org: AccessOrg, api: Caller, has: AccessRecords['has']): Promise<Known> {
  const stranger = org.places.rep.ownerOf('stranger')
  const known = new Map([['member', stranger ?? '']])
  let left = declarations.filter((one) => has(one, 'create') && !known.has(one.type))
  while (left.length > 0) {
    const [next] = left.filter((one) => needs(one).every((type) => known.has(type) || type === one.type))
    if (!next) throw new Error(`Nothing can be made of ${left.map(({ type }) => type).join(', ')}.`)
    known.set(next.type, await create(api, next, known, stranger))
    left = left.filter((one) => one !== next)
  }
  return known
}
const needs = (declaration: AnyDeclaration) =>
  Object.values(declaration.fields).flatMap((field) =>
    field.kind === 'relation' && field.of !== null ? [field.of] : [],
  )
