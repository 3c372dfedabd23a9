import { beforeAll, expect, test } from 'vitest'
import { scopeOf } from '#platform/access/access.ts'
import { newId } from '#platform/config/context.ts'
import { type AnyDeclaration, type Role, roles } from '#platform/record/record.ts'
import { declarations } from '../product.ts'
import { type Relation, relationsTried } from './accessOrg.ts'
import { type AccessRecords, accessRecords, routesOf } from './accessRecords.ts'
import { Cells, expected, may, outcome, scopeIn } from './expectedAccess.ts'
import { at, codeOf, listAt, productServed, textAt } from './serving.ts'
import { harmlessChange, validInput } from './validInputs.ts'

// What each role may do with whose records, computed from the declarations and held against what the server does.

const served = productServed()
let org: AccessRecords
beforeAll(async () => {
  org = await accessRecords(served)
})

const as = (role: Role) => served.as(org.places[role].actor)
const having = (route: Parameters<AccessRecords['has']>[1]) => declarations.filter((one) => org.has(one, route))

interface Case {
  readonly role: Role
  readonly relation: Relation
  readonly id: string
}
async function casesOf(declaration: AnyDeclaration, action: string, of: readonly Role[] = roles): Promise<Case[]> {
  const cases: Case[] = []
  for (const role of of) {
    for (const relation of relationsTried(declaration, scopeIn(role, declaration, action))) {
      cases.push({ role, relation, id: await org.recordOf(declaration, role, relation) })
    }
  }
  return cases
}

test('every route lets in the roles that it names and no others, and nobody who is not signed in', async () => {
  const cells = new Cells()
  for (const route of routesOf(served.app)) {
    const path = route.path
      .replace('{id}', newId())
      .replace('{key}', 'deals_won')
      .replace(/\{\w+\}/, 'x')
    const name = `${route.method} ${route.path}`
    const body = route.method === 'GET' ? undefined : { nothing: 1 }
    const send = (caller: typeof served.nobody) => caller.send(route.method, path, body)
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
  for (const declaration of having('list')) {
    for (const role of roles) {
      const path = `/${declaration.path}`
      const scope = scopeIn(role, declaration, 'read')
      const cases = await casesOf(declaration, 'read', [role])
      if (scope === null) {
        cells.check(`${role} lists ${declaration.path}`, 403, (await as(role).get(path)).status)
        continue
      }
      const wanted = cases.filter(({ relation }) => may(role, declaration, 'read', relation)).map(({ id }) => id)
      const among = (ids: readonly string[]) => cases.filter(({ id }) => ids.includes(id)).map(({ id }) => id)
      const seen = await idsOf(role, path)
      cells.check(`${role} lists ${declaration.path}`, wanted, among(seen))
      const counted = at((await as(role).get(`${path}?count=true&limit=1`)).body, 'count')
      cells.check(`${role} counts ${declaration.path}`, seen.length, counted)
      const filtered = await idsOf(role, path, `filter[id][in]=${cases.map(({ id }) => id).join(',')}`)
      cells.check(`${role} filters ${declaration.path}`, wanted, among(filtered))
      if (declaration.owner !== null && declaration.owner in declaration.fields) {
        const stranger = org.places[role].ownerOf('stranger')
        const theirs = await idsOf(role, path, `filter[${declaration.owner}][eq]=${stranger}`)
        cells.check(`${role} filters ${declaration.path} by owner`, scope === 'all', theirs.length > 0)
      }
      const [name] = Object.entries(declaration.fields).find(([, field]) => field.searchable) ?? []
      if (name === undefined) continue
      const found = await idsOf(role, path, `search=${declaration.type} ${name}`)
      cells.check(`${role} searches ${declaration.path}`, wanted, among(found))
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

test('a file holds the records in one’s reach, as far as one may take them away', async () => {
  const cells = new Cells()
  for (const declaration of having('export')) {
    for (const role of roles) {
      const cell = `${role} exports ${declaration.path}`
      const exported = await as(role).get(`/${declaration.path}/export?fields=id`)
      if (scopeIn(role, declaration, 'export') === null || scopeIn(role, declaration, 'read') === null) {
        cells.check(cell, '403 access.forbidden', outcome(exported))
        continue
      }
      const cases = await casesOf(declaration, 'export', [role])
      const wanted = cases.filter(({ relation }) =>
        ['read', 'export'].every((action) => may(role, declaration, action, relation)),
      )
      const { body } = await as(role).get(`/${declaration.path}/export?fields=id`)
      const found = cases.filter(({ id }) => String(body).includes(id))
      cells.check(cell, wanted, found)
      const filter = `filter[id][in]=${cases.map(({ id }) => id).join(',')}`
      const filtered = await as(role).get(`/${declaration.path}/export?fields=id&${filter}`)
      cells.check(`${cell}, filtered`, wanted.length, String(filtered.body).trimEnd().split('\r\n').length - 1)
    }
  }
  expect(having('export')).toEqual(having('list'))
  expect(cells.wrong).toEqual([])
})

test('one record is read where it is in one’s reach; elsewhere it is not there', async () => {
  const cells = new Cells()
  for (const declaration of having('get')) {
    for (const { role, relation, id } of await casesOf(declaration, 'read')) {
      const answer = await as(role).get(`/${declaration.path}/${id}`)
      cells.check(
        `${role} reads ${declaration.type} of ${relation}`,
        expected(role, declaration, 'read', relation),
        outcome(answer),
      )
    }
  }
  expect(cells.wrong).toEqual([])
})

test('names that come along are those of records one may see', async () => {
  const cells = new Cells()
  for (const declaration of having('list')) {
    for (const role of roles.filter((one) => scopeIn(one, declaration, 'read') !== null)) {
      const { body } = await as(role).get(`/${declaration.path}?include=names&limit=200`)
      // the records that others point to are a stranger's
      for (const [type, id] of org.known) {
        const related = declarations.find((one) => one.type === type)
        if (!related || typeof at(body, `names.${id}`) !== 'string') continue
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

test('a record is created for oneself or for whom one reaches', async () => {
  const cells = new Cells()
  for (const declaration of having('create')) {
    for (const role of roles) {
      const scope = scopeIn(role, declaration, 'create')
      for (const relation of relationsTried(declaration, scope)) {
        const owned = declaration.owner === null ? {} : { [declaration.owner]: org.places[role].ownerOf(relation) }
        const answer = await as(role).post(`/${declaration.path}`, { ...validInput(declaration, org.known), ...owned })
        const isDone = may(role, declaration, 'create', relation)
        const wanted = scope === null ? '403 access.forbidden' : isDone ? 'done' : '422 access.owner_out_of_reach'
        cells.check(`${role} creates ${declaration.type} of ${relation}`, wanted, outcome(answer))
      }
    }
  }
  expect(cells.wrong).toEqual([])
})

test('a record is changed, deleted and restored where one’s right reaches it', async () => {
  const cells = new Cells()
  for (const declaration of having('update')) {
    for (const { role, relation, id } of await casesOf(declaration, 'update')) {
      const changed = await as(role).patch(`/${declaration.path}/${id}`, harmlessChange(declaration))
      const wanted = expected(role, declaration, 'update', relation)
      cells.check(`${role} changes ${declaration.type} of ${relation}`, wanted, outcome(changed))
    }
    if (!org.has(declaration, 'delete')) continue
    for (const { role, relation, id } of await casesOf(declaration, 'delete')) {
      const path = `/${declaration.path}/${id}`
      const wanted = expected(role, declaration, 'delete', relation)
      cells.check(`${role} deletes ${declaration.type} of ${relation}`, wanted, outcome(await as(role).delete(path)))
      // what is not deleted is restored by doing nothing
      await org.api.delete(path)
      cells.check(
        `${role} restores ${declaration.type} of ${relation}`,
        wanted,
        outcome(await as(role).post(`${path}/restore`)),
      )
      await org.api.post(`${path}/restore`)
    }
  }
  expect(cells.wrong).toEqual([])
})

test('many at once are changed, deleted and restored where one’s right reaches each', async () => {
  const cells = new Cells()
  for (const declaration of having('bulk')) {
    const deletes = org.has(declaration, 'delete') ? [{ delete: true }, { restore: true }] : []
    for (const role of roles) {
      for (const asked of [{ change: harmlessChange(declaration) }, ...deletes]) {
        const action = 'change' in asked ? 'update' : 'delete'
        const cases = await casesOf(declaration, action, [role])
        const ids = cases.map(({ id }) => id)
        if ('restore' in asked) await org.api.post(`/${declaration.path}/bulk`, { ids, delete: true })
        const answer = await as(role).post(`/${declaration.path}/bulk`, { ids, ...asked })
        if ('restore' in asked) await org.api.post(`/${declaration.path}/bulk`, { ids, restore: true })
        const cell = `${role} in bulk (${Object.keys(asked)}) ${declaration.path}`
        const isLetIn = [action, 'update'].every((one) => scopeIn(role, declaration, one) !== null)
        if (!isLetIn) {
          cells.check(cell, '403 access.forbidden', outcome(answer))
          continue
        }
        const refused = new Map(listAt(answer.body, 'refused').map((one) => [textAt(one, 'id'), textAt(one, 'code')]))
        for (const { relation, id } of cases) {
          const wanted = expected(role, declaration, action, relation).replace(/^\d+ /, '')
          cells.check(`${cell} of ${relation}`, wanted, refused.get(id) ?? 'done')
        }
      }
    }
  }
  expect(cells.wrong).toEqual([])
})

test('nobody hands a record to somebody out of their reach, singly or in bulk', async () => {
  const cells = new Cells()
  for (const declaration of having('update').filter((one) => one.owner !== null && one.owner in one.fields)) {
    for (const role of roles) {
      const scope = scopeIn(role, declaration, 'update')
      if (scope === null || scope === 'all') continue
      const id = await org.make(declaration, role, 'self')
      for (const relation of ['stranger', 'above'] as const) {
        const change = { [String(declaration.owner)]: org.places[role].ownerOf(relation) }
        const wanted = '422 access.owner_out_of_reach'
        const one = await as(role).patch(`/${declaration.path}/${id}`, change)
        cells.check(`${role} hands ${declaration.type} to ${relation}`, wanted, outcome(one))
        const many = await as(role).post(`/${declaration.path}/bulk`, { ids: [id], change })
        cells.check(`${role} hands ${declaration.type} to ${relation} in bulk`, wanted, outcome(many))
      }
    }
  }
  expect(cells.wrong).toEqual([])
})
