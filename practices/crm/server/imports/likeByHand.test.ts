import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { appForTests } from '../../../../tests/harness.ts'
import { importText } from '../../../../tests/importing.ts'
import { crm } from '../../contract.ts'
import { buildCompany, type Company, lossReasonOf, memberOf, money, stagesOf } from '../companyFixture.ts'

const testApp = appForTests()
const { app } = testApp
let company: Company

beforeAll(async () => {
  company = await buildCompany(testApp, '2026-03-02')
  const rates = 'from,to,date,rate\nUSD,CNY,2026-03-01,7.2\nUSD,CNY,2026-03-16,7.25\n'
  await importText(app, company.ada, 'fx-rates', rates)
})

/** The entries of a deal and of the first win that it is, without what says which deal it is. */
async function entriesOf(dealId: string) {
  const { rows } = await sql<
    Record<string, unknown>
  >`select kind, member_id, team_id, share, occurred_on, quantity, q2, amount,
      currency, amount_base, fx_rate, fx_on, product_id, reverses is null as original, dims - 'deal' as dims
    from ledger_entry where org_id = ${company.ada.orgId}::uuid and (subject_id = ${dealId}::uuid or dims->>'deal' = ${dealId})
    order by seq`.execute(app.db.of(company.ada.orgId))
  return rows
}
async function idOf(externalId: string): Promise<string> {
  const row = await app.db
    .of(company.ada.orgId)
    .selectFrom('deal')
    .select('id')
    .where('org_id', '=', company.ada.orgId)
    .where('external_id', '=', externalId)
    .executeTakeFirstOrThrow()
  return row.id
}

async function people() {
  const maya = await memberOf(company, `Maya ${company.today()}`)
  const accounts: string[] = []
  for (const name of ['Nordwind', 'Kawasumi'])
    accounts.push(await company.make(crm.accounts.create, { name: `${name} ${company.today()}`, segment: 'Large' }))
  const productId = await company.make(crm.products.create, {
    name: `Sensor ${company.today()}`,
    price: money('1000.00', 'USD'),
    cost: money('400.00', 'USD'),
  })
  return { maya, accounts, productId }
}

test('a deal that comes in as won counts as one that was created and won by hand on the same days', async () => {
  company.day('2026-03-02')
  const { maya, accounts, productId } = await people()
  const [stageId = ''] = await stagesOf(company)
  const byHand = await company.make(crm.deals.create, {
    name: 'By hand',
    ownerId: maya.memberId,
    accountId: accounts[0] ?? null,
    productId,
    stageId,
    amount: money('800.00', 'USD'),
    source: 'Fair',
  })
  company.day('2026-03-20')
  await company.act(crm.deals.win, { id: byHand })
  const text = `id,name,owner,account,product,stage,status,created on,closed on,amount,currency,source
W1,By file,Maya 2026-03-02,Kawasumi 2026-03-02,Sensor 2026-03-02,Prospecting,Won,2026-03-02,2026-03-20,800,USD,Fair\n`
  expect(await importText(app, company.ada, 'deals', text)).toMatchObject({ created: 1, refusedCount: 0 })
  const found = await entriesOf(byHand)
  expect(found.map((one) => one['kind'])).toEqual(['deal.created', 'deal.won', 'account.first_won'])
  expect(found[1]?.['dims']).toMatchObject({ segment: 'Large', list_amount: '7250.00', cost: '2900.00' })
  expect(await entriesOf(await idOf('W1'))).toEqual(found)
})

test('the same for one that was lost, and for one that goes to another owner afterwards', async () => {
  company.day('2026-04-01')
  const { maya, accounts } = await people()
  const tomas = await memberOf(company, 'Tomás')
  const [stageId = ''] = await stagesOf(company)
  const lossReasonId = await lossReasonOf(company)
  const byHand = await company.make(crm.deals.create, {
    name: 'By hand',
    ownerId: maya.memberId,
    accountId: accounts[0] ?? null,
    stageId,
    amount: money('80.00'),
  })
  company.day('2026-04-20')
  await company.act(crm.deals.lose, { id: byHand, lossReasonId })
  const header = 'id,name,owner,account,stage,status,created on,closed on,amount,lost reason\n'
  const row = (owner: string) =>
    `L1,By file,${owner},Kawasumi 2026-04-01,Prospecting,Lost,2026-04-01,2026-04-20,80,Price\n`
  await importText(app, company.ada, 'deals', header + row('Maya 2026-04-01'))
  expect(await entriesOf(await idOf('L1'))).toEqual(await entriesOf(byHand))
  await company.act(crm.deals.update, { id: byHand, ownerId: tomas.memberId })
  expect(await importText(app, company.ada, 'deals', header + row('Tomás'))).toMatchObject({ changed: 1 })
  const kept = await entriesOf(await idOf('L1'))
  expect(kept).toEqual(await entriesOf(byHand))
  expect(kept.at(-1)).toMatchObject({ kind: 'deal.lost', member_id: maya.memberId })
})

test('reopened by a file it belongs to its owner of now, as reopened by hand', async () => {
  company.day('2026-05-04')
  const { maya } = await people()
  const tomas = await memberOf(company, 'Tomás B.')
  const header = 'id,name,owner,stage,status,created on,closed on,amount\n'
  const row = (owner: string, status: string, on: string) =>
    `R1,By file,${owner},Prospecting,${status},2026-05-01,${on},80\n`
  await importText(app, company.ada, 'deals', header + row('Maya 2026-05-04', 'Won', '2026-05-02'))
  await importText(app, company.ada, 'deals', header + row('Tomás B.', 'Won', '2026-05-02'))
  const won = async () => (await entriesOf(await idOf('R1'))).filter((one) => one['kind'] === 'deal.won').at(-1)
  expect(await won()).toMatchObject({ member_id: maya.memberId })
  await importText(app, company.ada, 'deals', header + row('Tomás B.', 'Open', ''))
  await importText(app, company.ada, 'deals', header + row('Tomás B.', 'Won', '2026-05-03'))
  expect(await won()).toMatchObject({ member_id: tomas.memberId, original: true })
})

test('a deal names a contact of its customer, by e-mail or name; one of another customer is refused', async () => {
  company.day('2026-06-01')
  const contacts =
    'name,email,company\nOlga Berg,olga@nordwind.example,Nordwind\nJun Ito,jun@kawasumi.example,Kawasumi\n'
  await importText(app, company.ada, 'accounts', 'account\nNordwind\nKawasumi\n')
  await importText(app, company.ada, 'contacts', contacts)
  await memberOf(company, 'Lena')
  const text = `id,name,owner,account,contact,stage,created on
C1,One,Lena,Nordwind,olga@nordwind.example,Prospecting,2026-06-01
C2,Two,Lena,Kawasumi,Jun Ito,Prospecting,2026-06-01
C3,Three,Lena,Kawasumi,Olga Berg,Prospecting,2026-06-01\n`
  const report = await importText(app, company.ada, 'deals', text)
  expect(report).toMatchObject({ created: 2, refusedCount: 1 })
  expect(report.refused[0]?.reasons[0]?.code).toBe('deal.contact_elsewhere')
  const deal = await company.act(crm.deals.get, { id: await idOf('C1') })
  const listed = await company.act(crm.deals.list, { filter: { contactId: { eq: String(deal['contactId']) } } })
  expect(listed['items']).toMatchObject([{ externalId: 'C1' }])
  const other = await company.act(crm.deals.get, { id: await idOf('C2') })
  await expect(
    company.act(crm.deals.update, { id: String(other['id']), contactId: String(deal['contactId']) }),
  ).rejects.toMatchObject({ code: 'deal.contact_elsewhere', details: { value: 'Olga Berg' } })
})
