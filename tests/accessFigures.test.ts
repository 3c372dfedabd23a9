import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { deal } from '#crm/records/deal.ts'
import { mayRead } from '#ledger/contract.ts'
import { visibleTopics } from '#platform/live/topics.ts'
import { leave } from '#platform/org/records/calendar.ts'
import { type Role, roles, type Scope } from '#platform/record/record.ts'
import { declarations, types } from '../product.ts'
import { type Relation, reaches, relations, relationsTried } from './accessOrg.ts'
import { type AccessRecords, accessRecords } from './accessRecords.ts'
import { Cells, expected, may, outcome, scopeIn } from './expectedAccess.ts'
import { at, listAt, productServed, textAt } from './serving.ts'

// What is told of records beside the records themselves: history, sums, what is behind sums, and news.

const served = productServed()
let org: AccessRecords
beforeAll(async () => {
  org = await accessRecords(served)
  const won = { amount: { amount: '100.00', currency: 'CNY' } }
  for (const role of roles) {
    for (const relation of relations) {
      await org.api.post(`/deals/${await org.recordOf(deal, role, relation)}/win`, won)
    }
  }
})
const as = (role: Role) => served.as(org.places[role].actor)

test('the history of a record is read by those who may read the record', async () => {
  const cells = new Cells()
  for (const declaration of declarations.filter((one) => org.has(one, 'get'))) {
    for (const role of roles) {
      for (const relation of relationsTried(declaration, scopeIn(role, declaration, 'read'))) {
        const id = await org.recordOf(declaration, role, relation)
        const answer = await as(role).get(`/audit?type=${declaration.type}&recordId=${id}`)
        cells.check(
          `${role} reads the history of ${declaration.type} of ${relation}`,
          expected(role, declaration, 'read', relation),
          outcome(answer),
        )
      }
    }
  }
  expect(cells.wrong).toEqual([])
})

function figuresOf(role: Role): Scope | null {
  if (role === 'owner' || role === 'admin') return 'all'
  return new Map<string, Scope>(Object.entries(mayRead)).get(role) ?? null
}
const period = 'from=2026-11-01&to=2026-11-30'

test('figures are summed over those whom one reaches, row by row and in all', async () => {
  const cells = new Cells()
  const everybody = roles.length * relations.length
  for (const role of roles) {
    const scope = figuresOf(role)
    const answer = await as(role).get(`/metrics/deals_won/values?by=member&${period}&nonzero=true`)
    if (scope === null) {
      cells.check(`${role} reads figures`, '403 access.forbidden', outcome(answer))
      continue
    }
    const reached = relations.filter((relation) => reaches(scope, relation))
    const owners = new Set(reached.map((relation) => org.places[role].ownerOf(relation)))
    const keys = listAt(answer.body, 'rows').map((row) => at(row, 'key'))
    cells.check(
      `${role} is shown rows of`,
      [],
      scope === 'all' ? [] : keys.filter((key) => key !== null && !owners.has(String(key))),
    )
    const unowned = roles.length
    const mine = reached.filter((one) => one !== 'nobody').length
    const wanted = scope === 'all' ? everybody : mine + unowned
    cells.check(`${role} sums deals won`, String(wanted), at(answer.body, 'total.value'))
    const stranger = org.places[role].ownerOf('stranger')
    const asked = await as(role).get(`/metrics/deals_won/values?${period}&where[member]=${stranger}`)
    if (scope !== 'all') cells.check(`${role} asks for a stranger's sum`, '0', at(asked.body, 'total.value'))
  }
  expect(cells.wrong).toEqual([])
})

test('a link to what is behind a figure shows everybody what they reach themselves', async () => {
  const cells = new Cells()
  const { body } = await org.api.get(`/metrics/deals_won/values?${period}`)
  const link = textAt(body, 'total.explain').replace('/api/v1', '')
  for (const role of roles) {
    const scope = figuresOf(role)
    const answer = await as(role).get(link)
    if (scope === null) {
      cells.check(`${role} opens a link`, '403 access.forbidden', outcome(answer))
      continue
    }
    const own = await as(role).get(`/metrics/deals_won/values?${period}`)
    cells.check(`${role} sees the value of`, at(own.body, 'total.value'), at(answer.body, 'value'))
    cells.check(`${role} sees as many entries`, at(answer.body, 'value'), String(at(answer.body, 'count')))
    const strangers = new Set(
      relations.filter((one) => !reaches(scope, one)).map((one) => org.places[role].ownerOf(one)),
    )
    const shown = listAt(answer.body, 'entries').filter((entry) => strangers.has(textOrNull(at(entry, 'memberId'))))
    cells.check(`${role} is shown entries of others`, 0, shown.length)
    const named = listAt(answer.body, 'entries').filter((entry) => at(entry, 'subjectName') !== null)
    const readsDeals = scopeIn(role, deal, 'read') !== null
    if (!readsDeals) cells.check(`${role} is told names of deals`, 0, named.length)
  }
  expect(cells.wrong).toEqual([])
})
const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null)

test('news comes to those who may read the record', async () => {
  const cells = new Cells()
  for (const declaration of declarations.filter((one) => org.has(one, 'update'))) {
    for (const role of roles) {
      const { actor } = org.places[role]
      const tried = relationsTried(declaration, scopeIn(role, declaration, 'read'))
      const wanted: { relation: Relation; id: string }[] = []
      for (const relation of tried) wanted.push({ relation, id: await org.recordOf(declaration, role, relation) })
      const { rows } = await sql<{ record_id: string }>`select record_id from outbox where org_id = ${actor.orgId}::uuid
        and topic = ${declaration.type} and ${visibleTopics(types, actor)}`.execute(served.app.db.of(actor.orgId))
      const told = new Set(rows.map((row) => row.record_id))
      for (const { relation, id } of wanted) {
        cells.check(
          `${role} hears of ${declaration.type} of ${relation}`,
          may(role, declaration, 'read', relation),
          told.has(id),
        )
      }
    }
  }
  expect(cells.wrong).toEqual([])
})

test('days present tell of leave, and only those who may read it', async () => {
  const cells = new Cells()
  for (const role of roles) {
    const scope = scopeIn(role, leave, 'read')
    for (const relation of relations) {
      const id = org.places[role].ownerOf(relation)
      if (id === null) continue
      const answer = await as(role).get(`/members/${id}/working-days?${period}`)
      if (answer.status !== 200) continue
      cells.check(
        `${role} sees the leave of ${relation}`,
        reaches(scope, relation),
        at(answer.body, 'presentDays') !== null,
      )
    }
  }
  expect(cells.wrong).toEqual([])
})
