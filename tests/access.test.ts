import { beforeAll, expect, test } from 'vitest'
import { scopeOf } from '#platform/access/access.ts'
import { newId } from '#platform/config/context.ts'
import { type AnyDeclaration, type Role, roles, type Scope } from '#platform/record/record.ts'
import { declarations } from '../product.ts'
import { type Relation, reaches } from './accessOrg.ts'
import { type AccessRecords, accessRecords, routesOf } from './accessRecords.ts'
import { type Answer, at, codeOf, listAt, productServed, textAt } from './serving.ts'
import { harmlessChange, validInput } from './validInputs.ts'

// What each role may do with whose records, computed from the declarations and held against what the server does.

const served = productServed()
let org: AccessRecords
beforeAll(async () => {
  org = await accessRecords(served)
})

const as = (role: Role) => served.as(org.places[role].actor)
function scopeIn(role: Role, declaration: AnyDeclaration, action: string): Scope | null {
  if (role === 'owner' || role === 'admin') return 'all'
  return declaration.may[action]?.[role] ?? null
}
/** Whose records nobody in particular owns are everybody's who may do this at all. */
function may(role: Role, declaration: AnyDeclaration, action: string, relation: Relation): boolean {
  const scope = scopeIn(role, declaration, action)
  return declaration.owner === null ? scope !== null : reaches(scope, relation)
}
const refusal = ({ status, ...answer }: Answer) =>
  status < 300 ? 'done' : `${status} ${codeOf({ status, ...answer })}`

/** What a write must answer: done, or why not, without telling of what the caller may not see. */
function expected(role: Role, declaration: AnyDeclaration, action: string, relation: Relation): string {
  if (scopeIn(role, declaration, action) === null) return '403 access.forbidden'
  if (may(role, declaration, action, relation)) return 'done'
  return may(role, declaration, 'read', relation) ? '403 access.record_out_of_reach' : '404 record.not_found'
}

class Cells {
  readonly wrong: string[] = []
  check(cell: string, wanted: unknown, found: unknown): void {
    const [a, b] = [JSON.stringify(wanted), JSON.stringify(found)]
    if (a !== b) this.wrong.push(`${cell}: should be ${a}, is ${b}`)
  }
}
const listed = () => declarations.filter((one) => org.has(one, 'list') && one.type !== 'membership')
const written = (route: 'create' | 'update' | 'delete' | 'bulk') => declarations.filter((one) => org.has(one, route))

test('every route lets in the roles that it names and no others, and nobody who is not signed in', async () => {
  const cells = new Cells()
  for (const route of routesOf(served.app)) {
    const path = route.path
      .replace('{id}', newId())
      .replace('{key}', 'deals_won')
      .replace(/\{\w+\}/, 'x')
    const name = `${route.method} ${route.path}`
    const send = (caller: typeof served.nobody) =>
      caller.send(route.method, path, route.method === 'GET' ? undefined : { nothing: 1 })
    const { may: allowed, scope } = route.meta
    if (allowed === 'public') continue
    cells.check(`nobody ${name}`, 401, (await send(served.nobody)).status)
    for (const role of roles) {
      const isLetIn = scopeOf(org.places[role].actor, allowed) !== null
      cells.check(`${role} ${name}`, isLetIn, codeOf(await send(as(role))) !== 'access.forbidden')
    }
    const key = { ...org.places.owner.actor, via: 'api' } as const
    const without = await send(served.as({ ...key, scopes: new Set(['deals:nothing']) }))
    cells.check(`a key without ${scope} ${name}`, 'access.key_scope_missing', codeOf(without))
    const withIt = await send(served.as({ ...key, scopes: new Set([scope]) }))
    cells.check(`a key with ${scope} ${name}`, true, codeOf(withIt) !== 'access.key_scope_missing')
  }
  expect(cells.wrong).toEqual([])
})

test('a list, its count, its filters and its search show the records in one’s reach', async () => {
  const cells = new Cells()
  for (const declaration of listed()) {
    for (const role of roles) {
      const scope = scopeIn(role, declaration, 'read')
      const path = `/${declaration.path}`
      if (scope === null) {
        cells.check(`${role} lists ${declaration.path}`, 403, (await as(role).get(path)).status)
        continue
      }
      const wanted = org
        .relationsFor(declaration)
        .filter((relation) => may(role, declaration, 'read', relation))
        .map((relation) => org.recordOf(declaration, role, relation))
      const seen = await idsOf(role, path)
      const own = org.relationsFor(declaration).map((relation) => org.recordOf(declaration, role, relation))
      cells.check(
        `${role} lists ${declaration.path}`,
        wanted,
        own.filter((id) => seen.includes(id)),
      )
      cells.check(
        `${role} counts ${declaration.path}`,
        seen.length,
        at((await as(role).get(`${path}?count=true&limit=1`)).body, 'count'),
      )
      const filtered = await idsOf(role, path, `filter[id][in]=${own.join(',')}`)
      cells.check(`${role} filters ${declaration.path}`, [...wanted].sort(), [...filtered].sort())
      if (declaration.owner !== null) {
        const stranger = org.places[role].ownerOf('stranger')
        const theirs = await idsOf(role, path, `filter[${declaration.owner}][eq]=${stranger}`)
        cells.check(`${role} filters ${declaration.path} by owner`, scope === 'all', theirs.length > 0)
      }
    }
  }
  expect(cells.wrong).toEqual([])
})

async function idsOf(role: Role, path: string, query = ''): Promise<string[]> {
  const ids: string[] = []
  for (let cursor = ''; ; ) {
    const { body } = await as(role).get(`${path}?limit=200&${query}${cursor}`)
    ids.push(...listAt(body, 'items').map((item) => textAt(item, 'id')))
    const next = at(body, 'nextCursor')
    if (typeof next !== 'string') return ids
    cursor = `&cursor=${next}`
  }
}

test('search finds what one may see and nothing more', async () => {
  const cells = new Cells()
  for (const declaration of listed()) {
    const [name] =
      Object.entries(declaration.fields).find(([, field]) => field.searchable && field.kind === 'text') ?? []
    if (name === undefined) continue
    for (const role of roles.filter((one) => scopeIn(one, declaration, 'read') !== null)) {
      for (const relation of org.relationsFor(declaration)) {
        const id = org.recordOf(declaration, role, relation)
        const text = textAt((await org.api.get(`/${declaration.path}/${id}`)).body, name)
        const found = await idsOf(role, `/${declaration.path}`, `search=${encodeURIComponent(text)}`)
        cells.check(
          `${role} searches ${declaration.path} of ${relation}`,
          may(role, declaration, 'read', relation),
          found.includes(id),
        )
      }
    }
  }
  expect(cells.wrong).toEqual([])
})

test('one record is read where it is in one’s reach; elsewhere it is not there', async () => {
  const cells = new Cells()
  for (const declaration of listed()) {
    for (const role of roles) {
      for (const relation of org.relationsFor(declaration)) {
        const answer = await as(role).get(`/${declaration.path}/${org.recordOf(declaration, role, relation)}`)
        cells.check(
          `${role} reads ${declaration.type} of ${relation}`,
          expected(role, declaration, 'read', relation),
          refusal(answer),
        )
      }
    }
  }
  expect(cells.wrong).toEqual([])
})

test('names that come along are those of records one may see', async () => {
  const cells = new Cells()
  for (const declaration of listed()) {
    for (const role of roles.filter((one) => scopeIn(one, declaration, 'read') !== null)) {
      const { body } = await as(role).get(`/${declaration.path}?include=names&limit=200`)
      for (const [type, id] of org.known) {
        const related = declarations.find((one) => one.type === type)
        if (!related || typeof at(body, `names.${id}`) !== 'string') continue
        // the records known to all are a stranger's
        cells.check(
          `${role} is told the name of a ${type} by ${declaration.path}`,
          true,
          may(role, related, 'read', 'stranger'),
        )
      }
    }
  }
  expect(cells.wrong).toEqual([])
})

test('a record is created for oneself or whom one reaches', async () => {
  const cells = new Cells()
  for (const declaration of written('create')) {
    for (const role of roles) {
      for (const relation of org.relationsFor(declaration)) {
        const owner = org.places[role].ownerOf(relation)
        const owned = declaration.owner === null ? {} : { [declaration.owner]: owner }
        const answer = await as(role).post(`/${declaration.path}`, { ...validInput(declaration, org.known), ...owned })
        const scope = scopeIn(role, declaration, 'create')
        const isDone = may(role, declaration, 'create', relation)
        const wanted = scope === null ? '403 access.forbidden' : isDone ? 'done' : '422 access.owner_out_of_reach'
        cells.check(`${role} creates ${declaration.type} of ${relation}`, wanted, refusal(answer))
      }
    }
  }
  expect(cells.wrong).toEqual([])
})

test('a record is changed, deleted and restored where one’s right reaches it', async () => {
  const cells = new Cells()
  for (const declaration of written('update')) {
    for (const role of roles) {
      for (const relation of org.relationsFor(declaration)) {
        const path = `/${declaration.path}/${org.recordOf(declaration, role, relation)}`
        const cell = `${role} %s ${declaration.type} of ${relation}`
        const changed = await as(role).patch(path, harmlessChange(declaration))
        cells.check(cell.replace('%s', 'changes'), expected(role, declaration, 'update', relation), refusal(changed))
        if (!org.has(declaration, 'delete')) continue
        const wanted = expected(role, declaration, 'delete', relation)
        cells.check(cell.replace('%s', 'deletes'), wanted, refusal(await as(role).delete(path)))
        cells.check(cell.replace('%s', 'restores'), wanted, refusal(await as(role).post(`${path}/restore`)))
      }
    }
  }
  expect(cells.wrong).toEqual([])
})

test('many at once are changed and deleted where one’s right reaches each', async () => {
  const cells = new Cells()
  for (const declaration of written('bulk')) {
    const canDelete = org.has(declaration, 'delete')
    for (const role of roles) {
      const each = org.relationsFor(declaration)
      const ids = each.map((relation) => org.recordOf(declaration, role, relation))
      const asked = [
        { action: 'update', more: { change: harmlessChange(declaration) } },
        ...(canDelete
          ? [
              { action: 'delete', more: { delete: true } },
              { action: 'delete', more: { restore: true } },
            ]
          : []),
      ]
      for (const { action, more } of asked) {
        const answer = await as(role).post(`/${declaration.path}/bulk`, { ids, ...more })
        const cell = `${role} bulk ${Object.keys(more)} ${declaration.path}`
        const isLetIn = scopeIn(role, declaration, 'update') !== null && scopeIn(role, declaration, action) !== null
        if (!isLetIn) cells.check(cell, '403 access.forbidden', refusal(answer))
        else {
          const refused = new Map(listAt(answer.body, 'refused').map((one) => [textAt(one, 'id'), textAt(one, 'code')]))
          each.forEach((relation, i) => {
            const wanted = expected(role, declaration, action, relation).replace(/^\d+ /, '')
            cells.check(`${cell} of ${relation}`, wanted, refused.get(ids[i] ?? '') ?? 'done')
          })
        }
      }
    }
  }
  expect(cells.wrong).toEqual([])
})

test('nobody hands a record to somebody out of their reach', async () => {
  const cells = new Cells()
  for (const declaration of written('update').filter((one) => one.owner !== null && one.owner in one.fields)) {
    for (const role of roles) {
      const scope = scopeIn(role, declaration, 'update')
      if (scope === null) continue
      const path = `/${declaration.path}/${await org.make(declaration, role, 'self')}`
      for (const relation of ['stranger', 'above'] as const) {
        const answer = await as(role).patch(path, { [String(declaration.owner)]: org.places[role].ownerOf(relation) })
        const wanted = scope === 'all' ? 'done' : '422 access.owner_out_of_reach'
        cells.check(`${role} hands ${declaration.type} to ${relation}`, wanted, refusal(answer))
        const bulk = await as(role).post(`/${declaration.path}/bulk`, {
          ids: [org.recordOf(declaration, role, 'self')],
          change: { [String(declaration.owner)]: org.places[role].ownerOf('self') },
        })
        cells.check(`${role} keeps ${declaration.type} in bulk`, 'done', refusal(bulk))
      }
    }
  }
  expect(cells.wrong).toEqual([])
})
