import pg from 'pg'
import { test } from 'vitest'
import { appForTests } from '../../../tests/harness.ts'
import { buildHistory } from './historyFixture.ts'
const testApp = appForTests()
test('x', async () => {
  const h = await buildHistory(testApp)
  const c = new pg.Client(testApp.owner); await c.connect()
  const { rows } = await c.query(`select d.id, d.name, d.created_on::text, d.version from deal d where org_id=$1 and status='open' and deleted_at is null and not exists (
   select from (select distinct on (record_id) record_id, state from record_version where org_id=$1 and type='deal' order by record_id, seq desc, part desc) v where v.record_id=d.id and v.state->>'status'='open')`, [h.ada.orgId])
  console.log(rows)
  for (const r of rows.slice(0,3)) {
    const v = await c.query(`select seq, part, valid_on::text, state->>'status' as status, state->>'version' as version, recorded_at from record_version where record_id=$1 order by seq, part`, [r.id])
    console.log(r.name, v.rows)
    const a = await c.query(`select action, before, after, at from audit where record_id=$1 order by id`, [r.id])
    console.log(a.rows.map(x => [x.action, Object.keys(x.after), JSON.stringify(x.after).slice(0,200)]))
  }
  await c.end()
}, 60000)
