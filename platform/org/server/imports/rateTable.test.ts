import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { undoBatch } from '#platform/import/server/undoBatch.ts'
import { orgSettings } from '#platform/org/settings.ts'
import { imports } from '../../../../product.ts'
import { appForTests, buildOrg } from '../../../../tests/harness.ts'
import { importText, openText } from '../../../../tests/importing.ts'
import { ratesInto, ratesOn } from '../rates.ts'

const { app } = appForTests()
const day = (text: string) => Temporal.PlainDate.from(text)

/** As the European Central Bank publishes it: the newest day first, a comma at the end of each line. */
const history = `Date,USD,JPY,CYP,CZK,GBP,CHF,ISK,RUB,CNY,KRW,
2026-11-23,1.0501,161.2,N/A,25.342,0.8331,0.9321,145.5,N/A,7.6012,1471.33,
2026-11-20,1.0487,160.95,N/A,25.33,0.8325,0.9303,N/A,N/A,7.5941,1469.02,
2002-01-02,0.9038,119.52,0.57538,31.8,0.628,1.4822,91.78,N/A,N/A,1187.31,
`
/** The daily file names the day as a word and has a space after each comma. */
const daily = `Date, USD, JPY, CZK, GBP, CHF, ISK, CNY, KRW, 
24 November 2026, 1.0512, 161.31, 25.351, 0.8335, 0.933, 145.7, 7.611, 1472.01, 
`

async function rates(actor: Actor) {
  const { rows } = await sql<{ pair: string; on: string; rate: string; source: string }>`select
    from_currency || ' ' || to_currency as pair, valid_on as "on", rate::text, source from fx_rate
    where org_id = ${actor.orgId}::uuid and deleted_at is null order by valid_on, to_currency`.execute(
    app.db.of(actor.orgId),
  )
  return rows
}

test('the European Central Bank’s history is known by itself: a day a row, a currency a column', async () => {
  const actor = await buildOrg(app, { currency: 'USD' })
  const report = await importText(app, actor, 'fx-rates', history)
  expect(report).toMatchObject({ created: 22, skipped: 1, refusedCount: 0, rows: 23, questions: [] })
  expect(report.warnings).toMatchObject([{ code: 'import.rate_of_no_currency', rows: 1 }])
  const found = await rates(actor)
  expect(found.filter(({ pair }) => pair === 'EUR USD')).toEqual([
    { pair: 'EUR USD', on: '2002-01-02', rate: '0.9038', source: 'ECB' },
    { pair: 'EUR USD', on: '2026-11-20', rate: '1.0487', source: 'ECB' },
    { pair: 'EUR USD', on: '2026-11-23', rate: '1.0501', source: 'ECB' },
  ])
  expect(await importText(app, actor, 'fx-rates', history)).toMatchObject({ created: 0, changed: 0, unchanged: 22 })
  expect(await rates(actor)).toEqual(found)
})

test('the daily file adds its day, though it writes it otherwise', async () => {
  const actor = await buildOrg(app, { currency: 'USD' })
  await importText(app, actor, 'fx-rates', history)
  expect(await importText(app, actor, 'fx-rates', daily)).toMatchObject({ created: 8, refusedCount: 0 })
  const newest = (await rates(actor)).filter(({ on }) => on === '2026-11-24')
  expect(newest.map(({ pair, rate }) => `${pair} ${rate}`)).toContain('EUR CNY 7.611')
})

test('an organisation in dollars takes yen by way of the euro, both of the same day, and rounds once', async () => {
  const actor = await buildOrg(app, { currency: 'USD' })
  await importText(app, actor, 'fx-rates', history)
  const db = app.db.of(actor.orgId)
  const org = await orgSettings(db, actor.orgId)
  const { find } = await ratesInto(db, org, ['JPY'])
  // on the 22nd the newest is of the 20th
  expect(find('JPY', day('2026-11-22'))).toMatchObject({ on: day('2026-11-20'), path: ['JPY', 'EUR', 'USD'] })
  expect(find('JPY', day('2026-11-23'))).toMatchObject({ n: 10501n, d: 1_612_000n })
  expect((await ratesInto(db, org, ['EUR'])).find('EUR', day('2026-11-23')).rateText).toBe('1.0501')
  expect((await ratesInto(db, org, ['ISK'])).find('ISK', day('2026-11-20')).on).toEqual(day('2002-01-02'))
  expect(() => find('JPY', day('2001-12-31'))).toThrow('fx.rate_missing')
  const asked = await ratesInto(db, org, ['JPY'], [day('2026-11-22'), day('2002-01-05')])
  for (const on of [day('2026-11-22'), day('2002-01-05')]) expect(asked.find('JPY', on)).toEqual(find('JPY', on))
  const all = await ratesOn(db, org, day('2026-11-22'), null)
  expect([...all.keys()].sort()).toEqual(['CHF', 'CNY', 'CZK', 'EUR', 'GBP', 'ISK', 'JPY', 'KRW', 'USD'])
  expect(all.get('JPY')).toEqual(find('JPY', day('2026-11-22')))
})

test('what is quoted in a few pairs of its own beside it is left alone by the table', async () => {
  const actor = await buildOrg(app, { currency: 'CNY' })
  await importText(app, actor, 'fx-rates', history)
  await importText(app, actor, 'fx-rates', 'from,to,date,rate,source\nUSD,CNY,2026-11-23,7.2,bank\n')
  const db = app.db.of(actor.orgId)
  const { find } = await ratesInto(db, await orgSettings(db, actor.orgId), ['USD', 'GBP'])
  expect(find('USD', day('2026-11-23'))).toMatchObject({ path: ['USD', 'CNY'], source: 'bank' })
  expect(find('GBP', day('2026-11-23'))).toMatchObject({ path: ['GBP', 'EUR', 'CNY'], source: 'ECB' })
})

test('a dry run shows samples and writes nothing; an undo takes every rate back', async () => {
  const actor = await buildOrg(app)
  const dry = await importText(app, actor, 'fx-rates', history, { dryRun: true })
  expect(dry).toMatchObject({ dryRun: true, created: 22, skipped: 1 })
  expect(await rates(actor)).toEqual([])
  const batch = await openText(app, actor, 'fx-rates', history)
  expect(batch).toMatchObject({ headers: ['Date', 'From', 'To', 'Rate', 'Source'], rows: 23 })
  const { batchId } = await importText(app, actor, 'fx-rates', history)
  expect(await undoBatch(app, actor, imports, batchId, { locale: 'en' })).toMatchObject({ leftCount: 0 })
  expect(await rates(actor)).toEqual([])
})

test('a cell that is no rate is refused as the row that it stands for; the others go in', async () => {
  const actor = await buildOrg(app)
  const report = await importText(app, actor, 'fx-rates', history.replace('0.8331', 'soon'))
  expect(report).toMatchObject({ created: 21, refusedCount: 1 })
  expect(report.refused[0]?.reasons[0]?.code).toBe('import.not_a_number')
})
