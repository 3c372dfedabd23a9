import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { accessRecords } from './accessRecords.ts'
import { productServed } from './serving.ts'

// The wall between organisations as PostgreSQL itself holds it, for every table that there is.

const served = productServed()
/** Past row-level security, to look; and bound, as the application is. */
const owner = new pg.Client(served.owner)
const bound = new pg.Client({ ...served.owner, options: '-c role=farsail_app' })
let [mine, theirs] = ['', '']
beforeAll(async () => {
  mine = (await accessRecords(served)).owner.orgId
  theirs = (await accessRecords(served)).owner.orgId
  await owner.connect()
  await bound.connect()
})
afterAll(() => Promise.all([owner.end(), bound.end()]))

/** Tables without an organisation: what is applied, and the columns that others take over. */
const outside = ['migration', 'record_base']
const policyText = (column: string) =>
  `(${column} = (NULLIF(current_setting('farsail.org_id'::text, true), ''::text))::uuid)`

interface Table {
  readonly name: string
  /** The column that holds the organisation. */
  readonly org: string
  readonly rls: boolean
  readonly forced: boolean
  readonly policy: string | null
  readonly check: string | null
  readonly held_by: string
}
async function tables(): Promise<Table[]> {
  const { rows } = await owner.query<Table>(
    `select c.relname as name, case when c.relname = 'org' then 'id' else 'org_id' end as org, c.relrowsecurity as rls,
       c.relforcerowsecurity as forced, p.qual as policy, p.with_check as check, pg_get_userbyid(c.relowner) as held_by
     from pg_class c left join pg_policies p on p.schemaname = 'public' and p.tablename = c.relname and p.policyname = 'tenant'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relname = any($1) order by 1`,
    [outside],
  )
  return rows
}

test('every table has an organisation, and row-level security that nobody passes by', async () => {
  const found = await tables()
  expect(found.length).toBeGreaterThan(25)
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname in ('org_id', 'id') and a.attnotnull
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and (a.attname = 'org_id' or c.relname = 'org')`,
  )
  const tenants = new Set(rows.map(({ name }) => name))
  const open = found.filter(
    (one) =>
      !tenants.has(one.name) || !one.rls || !one.forced || one.policy !== policyText(one.org) || one.check !== null,
  )
  expect(open.map(({ name }) => `${name}: call tenant_table() in its migration`)).toEqual([])
})

test('views and other schemas don’t lead past the wall', async () => {
  const { rows } = await owner.query<{ place: string }>(
    `select n.nspname || '.' || c.relname as place from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public', 'auth')
       or c.relkind in ('v', 'm', 'f') and n.nspname in ('public', 'auth')`,
  )
  // the tables of the job queue hold ids only
  expect(rows.map(({ place }) => place).filter((place) => !place.startsWith('graphile_worker.'))).toEqual([])
})

test('the other policies are those of the definer functions, whose role nobody signs in as', async () => {
  const { rows } = await owner.query<{ table: string; roles: string }>(
    `select tablename as table, array_to_string(roles, ',') as roles from pg_policies where policyname <> 'tenant' order by 1`,
  )
  expect(rows).toEqual([
    { table: 'job', roles: 'farsail_lookup' },
    { table: 'ledger_month', roles: 'farsail_lookup' },
    { table: 'member', roles: 'farsail_lookup' },
    { table: 'org', roles: 'farsail_lookup' },
  ])
})

test('the functions that look across organisations are known one by one', async () => {
  const { rows } = await owner.query<{ name: string; held_by: string; config: string }>(
    `select proname as name, pg_get_userbyid(proowner) as held_by, array_to_string(proconfig, ',') as config from pg_proc
     where prosecdef and pronamespace in ('public'::regnamespace, 'auth'::regnamespace) order by 1`,
  )
  expect(rows.map(({ name }) => name)).toEqual([
    'ledger_roll_up',
    'members_of_user',
    'open_jobs',
    'open_sample',
    'org_by_slug',
    'org_ids',
    'organisations_of_user',
    'remove_sample',
    'session_actor',
    'set_up_needed',
  ])
  // the one that deletes what the application may only add to, in a sample organisation: sample/server/sample.test.ts
  const remove = rows.find(({ name }) => name === 'remove_sample')
  expect(remove).toMatchObject({ held_by: inject('database').user, config: 'search_path=public, pg_temp' })
  for (const one of rows.filter((each) => each !== remove))
    expect(one).toMatchObject({ held_by: 'farsail_lookup', config: expect.stringContaining('search_path=') })
})

test('the application’s role is nobody special and owns nothing', async () => {
  const { rows } = await owner.query(
    `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin from pg_roles
     where rolname in ('farsail_app', 'farsail_lookup') order by 1`,
  )
  const plain = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolcanlogin: false }
  expect(rows).toEqual([
    { rolname: 'farsail_app', ...plain },
    { rolname: 'farsail_lookup', ...plain },
  ])
  const member = await owner.query(`select from pg_auth_members where member = 'farsail_app'::regrole`)
  expect(member.rowCount).toBe(0)
  const owned = await owner.query(`select from pg_class where relowner = 'farsail_app'::regrole`)
  expect(owned.rowCount).toBe(0)
  const creates = await owner.query(`select has_schema_privilege('farsail_app', 'public', 'create') as may`)
  expect(creates.rows[0]).toEqual({ may: false })
})

test('without an organisation, and with one that is none, no row of any table is seen', async () => {
  for (const setting of ['', '01a20caf-5435-71a0-9e51-abc2999c1ea6']) {
    await bound.query('select set_config($1, $2, false)', ['farsail.org_id', setting])
    const seen: string[] = []
    for (const { name } of await tables()) {
      const { rows } = await bound.query<{ n: string }>(`select count(*) as n from ${name}`)
      if (rows[0]?.n !== '0') seen.push(`${name}: ${rows[0]?.n}`)
    }
    expect(seen).toEqual([])
  }
})

test('with one organisation, no row of another’s is seen in any table', async () => {
  await bound.query('select set_config($1, $2, false)', ['farsail.org_id', mine])
  const seen: string[] = []
  let filled = 0
  for (const { name, org } of await tables()) {
    const { rows } = await bound.query<{ n: string; others: string }>(
      `select count(*) as n, count(*) filter (where ${org} <> $1) as others from ${name}`,
      [mine],
    )
    if (rows[0]?.others !== '0') seen.push(name)
    if (rows[0]?.n !== '0') filled += 1
  }
  expect(seen).toEqual([])
  expect(filled).toBeGreaterThan(20)
})

test('no row of another organisation is written, changed or deleted in any table', async () => {
  await bound.query('select set_config($1, $2, false)', ['farsail.org_id', mine])
  const done: string[] = []
  for (const { name, org } of await tables()) {
    const inserted = await refusal(`insert into ${name} (${org}) values ($1)`, [theirs])
    // 42501: the policy's, or the right to write is not given at all
    if (inserted !== '42501') done.push(`insert into ${name}: ${inserted}`)
    for (const change of [
      `update ${name} set ${org} = ${org} where ${org} = $1`,
      `delete from ${name} where ${org} = $1`,
    ]) {
      const found = await refusal(change, [theirs])
      if (found !== '42501' && found !== '0 rows') done.push(`${change}: ${found}`)
    }
    const moved = await refusal(`update ${name} set ${org} = $1`, [theirs])
    if (moved !== '42501' && moved !== '0 rows') done.push(`${name} moved to another: ${moved}`)
  }
  expect(done).toEqual([])
})

async function refusal(text: string, values: unknown[]): Promise<string> {
  await bound.query('begin')
  try {
    const { rowCount } = await bound.query(text, values)
    return `${rowCount} rows`
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'an error'
  } finally {
    await bound.query('rollback')
  }
}

test('ledger, audit and versions are added to and never changed; the rollup is not written at all', async () => {
  await bound.query('select set_config($1, $2, false)', ['farsail.org_id', mine])
  for (const table of ['ledger_entry', 'audit', 'record_version']) {
    for (const change of [`update ${table} set org_id = org_id`, `delete from ${table}`, `truncate ${table}`]) {
      expect([change, await refusal(change, [])]).toEqual([change, '42501'])
    }
  }
  for (const change of [
    'insert into ledger_month (org_id) values ($1)',
    'update ledger_month set entries = 0 where org_id = $1',
    'delete from ledger_month where org_id = $1',
  ]) {
    expect([change, await refusal(change, [mine])]).toEqual([change, '42501'])
  }
})

test('no table can be emptied, and rights are those of rows only', async () => {
  const { rows } = await owner.query<{ right: string }>(
    `select distinct privilege_type || ' on ' || table_name as right from information_schema.role_table_grants
     where grantee in ('farsail_app', 'PUBLIC') and table_schema in ('public', 'auth')
       and privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')`,
  )
  expect(rows).toEqual([])
})
