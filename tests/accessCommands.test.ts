import { beforeAll, expect, test } from 'vitest'
import { type Role, roles } from '#platform/record/record.ts'
import { types } from '../product.ts'
import { type Relation, reaches, relations, relationsTried } from './accessOrg.ts'
import { type AccessRecords, accessRecords } from './accessRecords.ts'
import { commandsOf, trials } from './commandTrials.ts'
import { Cells, expected, outcome, scopeIn } from './expectedAccess.ts'
import { at, productServed, textAt } from './serving.ts'
import { validInput } from './validInputs.ts'

// The commands on records: each is tried by every role on whose records its permission reaches and on others'.

const served = productServed()
let org: AccessRecords
beforeAll(async () => {
  org = await accessRecords(served)
})

test('every command on a record is tried', () => {
  const untried = commandsOf(served.app).filter(({ method, path }) => trials[`${method} ${path}`] === undefined)
  expect(untried.map(({ method, path }) => `${method} ${path}: say in tests/commandTrials.ts how to try it`)).toEqual(
    [],
  )
})

test('a command is done where its permission reaches the record', async () => {
  const cells = new Cells()
  for (const { method, path, meta, declaration } of commandsOf(served.app).filter(
    (one) => one.declaration.type !== 'member',
  )) {
    const action = meta.action ?? ''
    const trial = trials[`${method} ${path}`] ?? {}
    for (const role of roles) {
      for (const relation of relationsTried(declaration, scopeIn(role, declaration, action))) {
        const id = await org.make(declaration, role, relation)
        await trial.before?.(org.api, `/${declaration.path}/${id}`)
        const answer = await served
          .as(org.places[role].actor)
          .send(method, path.replace('{id}', id), trial.body?.(org.known) ?? {})
        cells.check(
          `${role} ${action} ${declaration.type} of ${relation}`,
          expected(role, declaration, action, relation),
          outcome(answer),
        )
      }
    }
  }
  expect(cells.wrong).toEqual([])
})

test('people are invited by those above them; moved and sent off by the office', async () => {
  const cells = new Cells()
  for (const { method, path, meta, declaration } of commandsOf(served.app).filter(
    (one) => one.declaration.type === 'member',
  )) {
    const action = meta.action ?? ''
    const trial = trials[`${method} ${path}`] ?? {}
    for (const role of roles) {
      const scope = scopeIn(role, declaration, action)
      for (const relation of scope === null || scope === 'all' ? (['stranger'] as const) : relations) {
        const id = await personStanding(role, relation)
        if (id === null) continue
        const body = method === 'GET' ? undefined : (trial.body?.(org.known) ?? {})
        const address = `${path.replace('{id}', id)}${trial.query ?? ''}`
        const answer = await served.as(org.places[role].actor).send(method, address, body)
        const isReached = scope === 'all' || (scope !== null && reaches(scope, relation))
        const wanted = scope === null ? '403 access.forbidden' : isReached ? 'done' : '404 record.not_found'
        cells.check(`${role} ${action} member who is ${relation}`, wanted, outcome(answer))
      }
    }
  }
  expect(cells.wrong).toEqual([])
})

/** Strangers are new each time, for who was sent off can't be sent off again. */
async function personStanding(role: Role, relation: Relation): Promise<string | null> {
  const member = types.get('member')
  if (relation !== 'stranger' || !member) return org.places[role].ownerOf(relation)
  return textAt((await org.api.post('/members', validInput(member, org.known))).body, 'id')
}

// Owner and admin give all but what is above them; the office gives the roles of those who sell, lead and train.
const givers = new Map<Role, readonly Role[]>([
  ['owner', roles],
  ['admin', roles.filter((role) => role !== 'owner')],
  ['ops', ['manager', 'rep', 'trainer', 'recruiter', 'guest']],
  ['hr', ['manager', 'rep', 'trainer', 'recruiter', 'guest']],
])

test('nobody gives or takes a role that is above their own, to others or to themselves', async () => {
  const cells = new Cells()
  for (const [giver, given] of givers) {
    const { actor, ownerOf } = org.places[giver]
    const api = served.as(actor)
    for (const role of roles) {
      const wanted = given.includes(role) ? 'done' : '403 access.role_above_yours'
      const made = await api.post('/members', { name: `${giver} makes ${role}`, role, vacant: false })
      cells.check(`${giver} makes a ${role}`, wanted, outcome(made))
      // who has it already is not given it
      if (wanted === 'done' || role === giver) continue
      cells.check(`${giver} becomes ${role}`, wanted, outcome(await api.patch(`/members/${ownerOf('self')}`, { role })))
      const many = await api.post('/members/bulk', { ids: [ownerOf('self')], change: { role } })
      cells.check(`${giver} becomes ${role} in bulk`, 'access.role_above_yours', at(many.body, 'refused.0.code'))
      const theirs = await api.patch(`/members/${org.places[role].ownerOf('self')}`, { role: 'rep' })
      cells.check(`${giver} makes a ${role} a rep`, wanted, outcome(theirs))
    }
  }
  expect(cells.wrong).toEqual([])
})
