import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { undoBatch } from '#platform/import/server/undoBatch.ts'
import { imports } from '../../../../product.ts'
import { importText } from '../../../../tests/importing.ts'
import { money, type Sellers, sellers } from '../../../../tests/sellers.ts'
import { at, productServed } from '../../../../tests/serving.ts'

const served = productServed()
let shop: Sellers
beforeEach(async () => {
  shop = await sellers(served, '2026-04-01')
})
const bring = (text: string) => importText(served.app, shop.ada, 'quotas', text)
const kept = async () => {
  const { rows } = await sql<
    Record<string, unknown>
  >`select m.name as member, t.name as team, metric, period, amount, stretch
    from target g left join member m on m.org_id = g.org_id and m.id = g.member_id
    left join team t on t.org_id = g.org_id and t.id = g.team_id
    where g.org_id = ${shop.ada.orgId}::uuid and g.deleted_at is null order by metric, period, m.name, t.name`.execute(
    served.app.db.of(shop.ada.orgId),
  )
  return rows.map((row) =>
    Object.values(row)
      .map((value) => value ?? '—')
      .join(' '),
  )
}

const english = `member,metric,period,target,currency,stretch
Maya,revenue_booked,2026-Q2,"65,000.00",CNY,80000
Tomás,Deals won,Q2 2026,12,,15
Tomás,win_rate_count,2026-06,35%,,
`

test('a file of quotas comes in, again changes nothing, and is taken back', async () => {
  const report = await bring(english)
  expect(report).toMatchObject({ created: 3, changed: 0, refusedCount: 0 })
  const all = [
    'Tomás — deals_won 2026-Q2 12 15',
    'Maya — revenue_booked 2026-Q2 65000.00 80000.00',
    'Tomás — win_rate_count 2026-06 0.35 —',
  ]
  expect(await kept()).toEqual(all)
  expect(await bring(english)).toMatchObject({ created: 0, changed: 0, unchanged: 3, refusedCount: 0 })
  expect(await bring(english.replace('65,000.00', '66,000.00'))).toMatchObject({ changed: 1, unchanged: 2 })
  const { batchId } = await bring('team,metric,period,quota\n华东,revenue_booked,2026-Q2,100000\n')
  expect(await undoBatch(served.app, shop.ada, imports, batchId, { locale: 'en' })).toMatchObject({ leftCount: 0 })
  await undoBatch(served.app, shop.ada, imports, report.batchId, { locale: 'en' })
  expect(await kept()).toEqual(['Maya — revenue_booked 2026-Q2 66000.00 80000.00'])
})

test('中文表头、中文考核项和“万元”都认得', async () => {
  const report = await bring(
    '姓名,团队,考核项,季度,指标值（万元）\nMaya,,签约额,2026年二季度,6.5\n,华东,签约额,2026年第2季度,10\n,,签约额,2026年,40\n',
  )
  expect(report).toMatchObject({ created: 3, refusedCount: 0 })
  expect(await kept()).toEqual([
    '— — revenue_booked 2026 400000.00 —',
    'Maya — revenue_booked 2026-Q2 65000.00 —',
    '— 华东 revenue_booked 2026-Q2 100000.00 —',
  ])
})

test('what does not fit is refused row by row, with the way out', async () => {
  const report = await bring(`member,team,metric,period,target,currency
Maya,,revenue_booked,2026-Q2,65000,USD
Maya,,happiness,2026-Q2,1,
Maya,,revenue_booked,soon,1,
Maya,华东,revenue_booked,2026-Q3,1,
Nobody,,revenue_booked,2026-Q2,1,
Maya,,calls_made,2026-Q2,many,
Maya,,deals_won,2026-Q2,7,
Maya,,deals_won,FY2026-Q2,8,
`)
  expect(report).toMatchObject({ created: 1, refusedCount: 7 })
  const codes = report.refused.map(({ reasons }) => reasons[0]?.code)
  expect(codes).toEqual([
    'target.other_currency',
    'metric.unknown',
    'period.key_invalid',
    'target.member_and_team',
    'import.relation_unknown',
    'import.not_a_number',
    'import.row_twice',
  ])
})

test('a target that was accepted is not typed over by a file', async () => {
  await bring(english)
  const maya = shop.as(shop.maya, 'rep')
  await maya.post(`/targets/${at(await shop.goal('metric=revenue_booked'), 'targetId')}/accept`, {})
  const report = await bring(english.replace('65,000.00', '70,000.00'))
  expect(report).toMatchObject({ changed: 0, unchanged: 2, refusedCount: 1 })
  expect(report.refused[0]?.reasons[0]?.code).toBe('target.change_instead')
  expect(await shop.goal('metric=revenue_booked')).toMatchObject({ target: money('65000.00') })
})
