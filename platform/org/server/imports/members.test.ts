import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { undoBatch } from '#platform/import/server/undoBatch.ts'
import { imports } from '../../../../product.ts'
import { appForTests, buildOrg } from '../../../../tests/harness.ts'
import { importText } from '../../../../tests/importing.ts'

const { app, clock } = appForTests()

const sales =
  'sales_agent,manager,regional_office\nMaya Chen,Lin Yue,East\nTomás Silva,Lin Yue,East\n何静,Rocco Neubert,West\n'

interface Person {
  name: string
  role: string
  team: string | null
  manager: string | null
  valid_from: string | null
  valid_to: string | null
}
async function people(actor: Actor): Promise<Record<string, Omit<Person, 'name'>[]>> {
  const { rows } =
    await sql<Person>`select m.name, m.role, t.name as team, b.name as manager, s.valid_from, s.valid_to from member m
    left join membership s on s.org_id = m.org_id and s.member_id = m.id and s.deleted_at is null
    left join team t on t.org_id = m.org_id and t.id = s.team_id left join member b on b.org_id = m.org_id and b.id = s.manager_id
    where m.org_id = ${actor.orgId}::uuid and m.deleted_at is null and m.role <> 'owner' order by m.name, s.valid_from nulls first`.execute(
      app.db.of(actor.orgId),
    )
  const found: Record<string, Omit<Person, 'name'>[]> = {}
  for (const { name, ...rest } of rows) found[name] = [...(found[name] ?? []), rest]
  return found
}
async function teams(actor: Actor) {
  return await app.db
    .of(actor.orgId)
    .selectFrom('team')
    .select(['name', 'region', 'manager_id'])
    .where('org_id', '=', actor.orgId)
    .where('deleted_at', 'is', null)
    .orderBy('name')
    .execute()
}
const ever = { valid_from: null, valid_to: null }

test('people come with their managers and offices, from ever; managers become members of the team below them', async () => {
  const actor = await buildOrg(app)
  expect(await importText(app, actor, 'members', sales)).toMatchObject({ created: 3, refusedCount: 0 })
  expect(await people(actor)).toEqual({
    'Lin Yue': [{ role: 'manager', team: 'East', manager: null, ...ever }],
    'Maya Chen': [{ role: 'rep', team: 'East', manager: 'Lin Yue', ...ever }],
    'Rocco Neubert': [{ role: 'manager', team: 'West', manager: null, ...ever }],
    'Tomás Silva': [{ role: 'rep', team: 'East', manager: 'Lin Yue', ...ever }],
    何静: [{ role: 'rep', team: 'West', manager: 'Rocco Neubert', ...ever }],
  })
  const [east, west] = await teams(actor)
  expect([east?.region, west?.region]).toEqual(['East', 'West'])
  // one manager each, so the team is theirs
  expect([east?.manager_id, west?.manager_id]).not.toContain(null)
  const line = await app.db.of(actor.orgId).selectFrom('line').selectAll().where('org_id', '=', actor.orgId).execute()
  expect(line).toHaveLength(3)
})

test('a team with two managers has none of its own', async () => {
  const actor = await buildOrg(app)
  await importText(app, actor, 'members', `${sales}Carl Lin,Rocco Neubert,East\n`)
  expect((await teams(actor)).map(({ name, manager_id }) => [name, manager_id === null])).toEqual([
    ['East', true],
    ['West', false],
  ])
})

test('the same file again changes nothing', async () => {
  const actor = await buildOrg(app)
  await importText(app, actor, 'members', sales)
  const count = async () =>
    (
      await sql<{ n: bigint }>`select count(*) as n from audit where org_id = ${actor.orgId}::uuid`.execute(
        app.db.of(actor.orgId),
      )
    ).rows[0]?.n
  const before = await count()
  expect(await importText(app, actor, 'members', sales)).toMatchObject({ created: 0, changed: 0, unchanged: 3 })
  expect(await count()).toBe(before)
})

test('a manager who stands further down in the file is the same person, not another one', async () => {
  const actor = await buildOrg(app)
  const text =
    'name,e-mail,reports to,department\nMaya Chen,maya@haiyue.example,Lin Yue,East\nLin Yue,lin@haiyue.example,,East\n'
  expect(await importText(app, actor, 'members', text, { chunkRows: 1 })).toMatchObject({ created: 2 })
  expect(await people(actor)).toEqual({
    'Lin Yue': [{ role: 'manager', team: 'East', manager: null, ...ever }],
    'Maya Chen': [{ role: 'rep', team: 'East', manager: 'Lin Yue', ...ever }],
  })
})

test('a member whose team is another one now moves from today on; what was before stays', async () => {
  const actor = await buildOrg(app)
  await importText(app, actor, 'members', sales)
  clock.set('2026-12-01T09:00:00Z')
  const report = await importText(
    app,
    actor,
    'members',
    sales.replace('Maya Chen,Lin Yue,East', 'Maya Chen,Rocco Neubert,West'),
  )
  expect(report).toMatchObject({ changed: 1, unchanged: 2, warnings: [{ code: 'import.moved_today', rows: 1 }] })
  expect((await people(actor))['Maya Chen']).toEqual([
    { role: 'rep', team: 'East', manager: 'Lin Yue', valid_from: null, valid_to: '2026-12-01' },
    { role: 'rep', team: 'West', manager: 'Rocco Neubert', valid_from: '2026-12-01', valid_to: null },
  ])
  clock.set('2026-11-24T09:00:00Z')
})

const dated =
  '姓名,部门,直属上级,入职日期,离职日期,任职起始日期,任职结束日期\n何静,华东,林悦,2024-03-01,,2025-01-01,\nMaya Chen,华东,林悦,2023-07-01,,2025-01-01,2025-06-30\n'

test('a file that tells the days gives employment and membership theirs; the last day is counted in', async () => {
  const actor = await buildOrg(app)
  expect(await importText(app, actor, 'members', dated)).toMatchObject({ created: 2, refusedCount: 0, warnings: [] })
  const found = await people(actor)
  expect(found.何静).toEqual([{ role: 'rep', team: '华东', manager: '林悦', valid_from: '2025-01-01', valid_to: null }])
  expect(found['Maya Chen']).toMatchObject([{ valid_from: '2025-01-01', valid_to: '2025-07-01' }])
  expect(await importText(app, actor, 'members', dated)).toMatchObject({ created: 0, changed: 0, unchanged: 2 })
})

test('a later file moves a member from the day that it gives, and what was before stays', async () => {
  const actor = await buildOrg(app)
  await importText(app, actor, 'members', sales)
  const later = 'name,team,team since\nMaya Chen,West,2026-03-01\n'
  const report = await importText(app, actor, 'members', later)
  expect(report).toMatchObject({ changed: 1, warnings: [] })
  const moved = [
    { role: 'rep', team: 'East', manager: 'Lin Yue', valid_from: null, valid_to: '2026-03-01' },
    { role: 'rep', team: 'West', manager: 'Lin Yue', valid_from: '2026-03-01', valid_to: null },
  ]
  expect((await people(actor))['Maya Chen']).toEqual(moved)
  expect(await importText(app, actor, 'members', later)).toMatchObject({ unchanged: 1 })
  expect((await people(actor))['Maya Chen']).toEqual(moved)
  await undoBatch(app, actor, imports, report.batchId, { locale: 'en' })
  expect((await people(actor))['Maya Chen']).toMatchObject([{ team: 'East', ...ever }])
})

test('a time elsewhere that is over by a day lies between what was before and what is after it', async () => {
  const actor = await buildOrg(app)
  await importText(app, actor, 'members', sales)
  const lent = 'name,team,team since,team until\nMaya Chen,West,2026-03-01,2026-04-30\n'
  const report = await importText(app, actor, 'members', lent)
  expect(report).toMatchObject({ changed: 1 })
  const times = (await people(actor))['Maya Chen']?.map(({ team, valid_from, valid_to }) => [
    team,
    valid_from,
    valid_to,
  ])
  expect(times).toEqual([
    ['East', null, '2026-03-01'],
    ['West', '2026-03-01', '2026-05-01'],
    ['East', '2026-05-01', null],
  ])
  expect(await importText(app, actor, 'members', lent)).toMatchObject({ unchanged: 1 })
  await undoBatch(app, actor, imports, report.batchId, { locale: 'en' })
  expect((await people(actor))['Maya Chen']).toMatchObject([{ team: 'East', ...ever }])
})

test('an end alone ends the present membership, and one before the beginning is refused', async () => {
  const actor = await buildOrg(app)
  await importText(app, actor, 'members', sales)
  const text = 'name,team,team since,team until\nMaya Chen,East,,2026-12-31\nTomás Silva,East,2026-03-01,2026-02-28\n'
  const report = await importText(app, actor, 'members', text)
  expect(report).toMatchObject({ changed: 1, refusedCount: 1 })
  expect(report.refused[0]?.reasons[0]?.code).toBe('import.membership_ends_first')
  expect((await people(actor))['Maya Chen']).toMatchObject([{ team: 'East', valid_from: null, valid_to: '2027-01-01' }])
})

test('an undo takes people, teams and lines back', async () => {
  const actor = await buildOrg(app)
  const { batchId } = await importText(app, actor, 'members', sales)
  expect(await undoBatch(app, actor, imports, batchId, { locale: 'en' })).toMatchObject({ leftCount: 0 })
  expect(await people(actor)).toEqual({})
  expect(await teams(actor)).toEqual([])
  expect(
    await app.db.of(actor.orgId).selectFrom('line').selectAll().where('org_id', '=', actor.orgId).execute(),
  ).toEqual([])
  expect(await importText(app, actor, 'members', sales)).toMatchObject({ created: 3 })
})

test('nobody gives a role by a file that they could not give by hand', async () => {
  const actor = await buildOrg(app)
  const text = 'name,role\nMaya Chen,admin\nTomás Silva,销售代表\nCarl Lin,pilot\n'
  const report = await importText(app, { ...actor, role: 'hr' }, 'members', text)
  expect(report).toMatchObject({ created: 1, refusedCount: 2 })
  expect(report.refused.map(({ reasons }) => reasons[0]?.code)).toEqual(['import.role_too_high', 'import.not_a_choice'])
})

test('first and last names make one name, the Chinese way round where they are Chinese', async () => {
  const actor = await buildOrg(app)
  await importText(
    app,
    actor,
    'members',
    'first name,last name,email\nMaya,Chen,maya@haiyue.example\n悦,林,lin@haiyue.example\n',
  )
  expect(Object.keys(await people(actor)).sort()).toEqual(['Maya Chen', '林悦'])
})

test('teams come with the teams above them, in whatever order they stand', async () => {
  const actor = await buildOrg(app)
  const text = 'team,parent team,region\nEast 1,East,\nEast,China,华东\nChina,,\n'
  expect(await importText(app, actor, 'teams', text, { chunkRows: 1 })).toMatchObject({ created: 3 })
  const { rows } = await sql<{
    name: string
    parent: string | null
  }>`select t.name, p.name as parent from team t left join team p on p.org_id = t.org_id and p.id = t.parent_id
    where t.org_id = ${actor.orgId}::uuid order by t.name`.execute(app.db.of(actor.orgId))
  expect(rows).toEqual([
    { name: 'China', parent: null },
    { name: 'East', parent: 'China' },
    { name: 'East 1', parent: 'East' },
  ])
  expect(await importText(app, actor, 'teams', text, { chunkRows: 1 })).toMatchObject({ unchanged: 3 })
})

test('exchange rates: once a pair, day and source, codes in any case', async () => {
  const actor = await buildOrg(app)
  const text =
    'from,to,date,rate\nusd,CNY,2026-03-01,7.2\nUSD,cny,2026-03-16,7.25\nUSD,USD,2026-03-16,1\nUSD,XYZ,2026-03-16,1\n'
  const report = await importText(app, actor, 'fx-rates', text)
  expect(report).toMatchObject({ created: 2, refusedCount: 2 })
  expect(report.refused.map(({ reasons }) => reasons[0]?.code)).toEqual([
    'import.same_currency',
    'money.currency_unknown',
  ])
  expect(await importText(app, actor, 'fx-rates', text)).toMatchObject({ created: 0, unchanged: 2 })
})
