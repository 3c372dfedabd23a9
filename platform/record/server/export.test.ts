import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { openCsv } from '#platform/import/readCsv.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import { declarations } from '../../../product.ts'
import { buildOrg } from '../../../tests/harness.ts'
import { importText, openText } from '../../../tests/importing.ts'
import { plantDeals } from '../../../tests/manyDeals.ts'
import { type Answer, at, codeOf, listAt, productServed, textAt } from '../../../tests/serving.ts'

const { app, as } = productServed()
const money = (amount: string, currency = 'CNY') => ({ amount, currency })

/** Customers, a product and deals of Maya and Tomás, who sell. */
async function company() {
  const ada = await buildOrg(app)
  const api = as(ada)
  const make = async (path: string, body: object) => textAt((await api.post(path, body)).body, 'id')
  const seller = (name: string) => make('/members', { name, role: 'rep', vacant: false })
  const [maya, tomas] = [await seller('Maya'), await seller('Tomás')]
  const stageId = textAt((await api.get('/stages')).body, 'items.0.id')
  const accountId = await make('/accounts', {
    name: '云帆科技',
    externalId: 'A-1',
    annualRevenue: money('9.50', 'USD'),
  })
  const productId = await make('/products', {
    name: 'Sail',
    externalId: 'P-1',
    price: money('1000', 'JPY'),
    cost: money('400', 'JPY'),
  })
  const deal = (name: string, more: object = {}) => make('/deals', { name, stageId, ownerId: maya, ...more })
  const rep = (memberId: string): Actor => ({ ...ada, role: 'rep', memberId })
  return { ada, api, make, deal, maya, tomas, stageId, accountId, productId, rep }
}

/** Rows of cells, as the import reads them: what was defused is itself again. */
async function table(answer: Answer): Promise<string[][]> {
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
  const csv = await openCsv(Readable.from([Buffer.from(String(answer.body))]))
  const rows: string[][] = [[...csv.headers]]
  for await (const { cells } of csv.rows()) rows.push([...cells])
  return rows
}

test('a list goes out as a file with a name, in the reader’s language, which Excel opens rightly', async () => {
  const { ada, api, deal, accountId, productId } = await company()
  await deal('帆船', { amount: money('1234.50'), closesOn: '2026-12-24', accountId, productId })
  const fields = 'name,accountId,productId,ownerId,amount,closesOn,status'
  const english = await api.get(`/deals/export?fields=${fields}`)
  expect(String(english.body)).toBe(
    '\ufeffDeal name,Customer,Product,Owner,Amount,Currency,Closes on,Status\r\n帆船,云帆科技,Sail,Maya,1234.50,CNY,2026-12-24,Open\r\n',
  )
  expect(english.headers['content-disposition']).toBe(
    `attachment; filename="Deals ${ada.today}.csv"; filename*=UTF-8''Deals%20${ada.today}.csv`,
  )
  const chinese = await api.get(`/deals/export?fields=${fields}`, { 'accept-language': 'zh-CN' })
  expect(String(chinese.body).split('\r\n')[0]).toBe('\ufeff商机名称,客户,产品,负责人,金额,币种,预计成交日,状态')
  expect(String(chinese.body)).toContain('进行中')
  expect(chinese.headers['content-disposition']).toContain(encodeURIComponent(`商机 ${ada.today}.csv`))
  const linked = await api.get('/deals/export?fields=name&language=zh-CN', { 'accept-language': 'en' })
  expect(String(linked.body)).toBe('\ufeff商机名称\r\n帆船\r\n')
})

test('a file holds what the list shows: the same filters, search and order', async () => {
  const { api, deal } = await company()
  for (const [name, amount] of [
    ['Nordwind', '300.00'],
    ['Südwind', '100.00'],
    ['Westwind', '200.00'],
    ['Ebbe', '50.00'],
  ] as const)
    await deal(name, { amount: money(amount) })
  await deal('Flaute')
  for (const query of [
    'sort=-amount',
    'sort=name&search=wind',
    'filter[amount][gte]=100.00 CNY&sort=amount',
    'filter[amount][empty]=true',
    'deleted=true',
  ]) {
    const names = listAt((await api.get(`/deals?${query}`)).body, 'items').map((item) => textAt(item, 'name'))
    const rows = await table(await api.get(`/deals/export?fields=name&${query}`))
    expect(rows.slice(1).flat()).toEqual(names)
  }
})

test('cells that a spreadsheet would run are defused', async () => {
  const { api, deal } = await company()
  await deal('=HYPERLINK("http://evil","x")')
  const answer = await api.get('/deals/export?fields=name')
  expect(String(answer.body)).toContain(`"'=HYPERLINK(""http://evil"",""x"")"`)
})

test('what a list can’t be asked for, a file can’t either', async () => {
  const { api } = await company()
  for (const [query, code] of [
    ['fields=name,basis', 'list.field_unknown'],
    ['fields=password', 'list.field_unknown'],
    ['sort=basis', 'list.sort_unknown'],
    ['filter[basis][eq]=1', 'list.filter_unknown'],
  ]) {
    const answer = await api.get(`/deals/export?${query}`)
    expect([query, answer.status, codeOf(answer)]).toEqual([query, 400, code])
  }
  expect((await api.get('/deals/export?limit=3')).status).toBe(422)
})

test('a rep takes their own deals away and nobody else’s, and no names of what they may not see', async () => {
  const { api, make, deal, maya, tomas, rep } = await company()
  await deal('Nordwind')
  await deal('Südwind', { ownerId: tomas })
  expect(await table(await as(rep(maya)).get('/deals/export?fields=name'))).toEqual([['Deal name'], ['Nordwind']])
  expect((await as(rep(maya)).get('/contacts/export')).status).toBe(403)
  const contactId = await make('/contacts', { name: 'Grace', ownerId: tomas })
  await api.post('/activities', { kind: 'call', subject: 'x', occurredOn: '2026-11-24', ownerId: maya, contactId })
  expect(await table(await as(rep(maya)).get('/activities/export?fields=subject,contactId'))).toEqual([
    ['What it was about', 'Contact'],
    ['x', ''],
  ])
})

test('a key that may read deals may export them', async () => {
  const { ada, deal } = await company()
  await deal('Nordwind')
  const key = (scope: string) => as({ ...ada, via: 'api', scopes: new Set([scope]) })
  expect((await key('deals:read').get('/deals/export')).status).toBe(200)
  expect(codeOf(await key('accounts:read').get('/deals/export'))).toBe('access.key_scope_missing')
})

test('who took how much of what away stands in their history', async () => {
  const { ada, api, deal, maya, rep } = await company()
  await deal('Nordwind')
  await deal('Südwind')
  await as(rep(maya)).get('/deals/export?fields=name&filter[status][eq]=open&sort=name')
  await as(rep(maya)).get('/deals/export?fields=password')
  const { body } = await api.get(`/audit?type=member&recordId=${maya}`)
  const lines = listAt(body, 'items').filter((line) => at(line, 'action') === 'export')
  expect(lines).toMatchObject([
    {
      actorId: maya,
      actorName: 'Maya',
      after: { type: 'deal', rows: 2, fields: ['name'], filter: { status: { eq: 'open' } }, sort: 'name' },
    },
  ])
  expect(at((await as(rep(maya)).get('/audit?mine=true')).body, 'items.0.action')).toBe('export')
  expect(at((await as(ada).get('/audit?mine=true')).body, 'items.0.action')).not.toBe('export')
})

test('many thousands of rows come page behind page, each once and in order, while hardly any are held', async () => {
  const { ada, api, maya } = await company()
  await plantDeals(app, ada, 12_500, [maya])
  const [head, ...rows] = await table(await api.get('/deals/export?fields=id,name&sort=name'))
  expect(head).toEqual(['Farsail ID', 'Deal name'])
  const found = await sql<{ id: string }>`select id from deal order by name, id`.execute(app.db.of(ada.orgId))
  expect(rows.map(([id]) => id)).toEqual(found.rows.map(({ id }) => id))
  // a third has no amount: those come last
  const byAmount = await table(await api.get('/deals/export?fields=id,amount&sort=-amount'))
  expect(new Set(byAmount.slice(1).map(([id]) => id)).size).toBe(12_500)
  const none = byAmount.slice(1).map(([, amount]) => amount === '')
  expect(none.indexOf(true)).toBe(none.filter((one) => !one).length)
})

for (const language of ['en', 'zh-CN']) {
  test(`a file in ${language} that is imported again changes nothing`, async () => {
    const { ada, api, make, deal, accountId, productId, maya } = await company()
    const parentId = await make('/accounts', { name: 'Meer AG', externalId: 'A-2' })
    await api.patch(`/accounts/${accountId}`, {
      parentId,
      domain: 'yunfan.example',
      industry: 'Software',
      segment: 'A',
      phone: '+86 21 1234 5678',
      location: 'Shanghai',
      foundedYear: 2010,
      employees: 250,
      ownerId: maya,
    })
    await make('/contacts', {
      name: 'Grace',
      externalId: 'C-1',
      email: 'grace@yunfan.example',
      phone: '+86 138 0000 0000',
      title: 'CTO',
      accountId,
      ownerId: maya,
    })
    const more = { accountId, productId, closesOn: '2026-12-24', probability: '0.25', source: 'Fair', nextStep: 'Call' }
    await deal('Nordwind', { ...more, externalId: 'D-1', amount: money('1234.50', 'CNY'), competitor: '=Meer' })
    const won = await deal('Südwind', { ...more, externalId: 'D-2', amount: money('100.00') })
    await api.post(`/deals/${won}/win`, { amount: money('100.00') })
    const lost = await deal('Westwind', { ...more, externalId: 'D-3', amount: money('200.00') })
    const lossReasonId = textAt((await api.get('/loss-reasons')).body, 'items.0.id')
    await api.post(`/deals/${lost}/lose`, { lossReasonId })
    const state = () => statesOf(ada)
    const before = await state()
    const files = ['products', 'accounts', 'contacts', 'deals'].flatMap((kind) =>
      ['csv', 'xlsx'].map((format) => [kind, format] as const),
    )
    for (const [kind, format] of files) {
      const { bytes } = await api.get(`/${kind}/export?format=${format}`, { 'accept-language': language })
      const { settings } = await openText(app, ada, kind, bytes)
      expect([kind, format, leftOut(settings.columns, kind, language)]).toEqual([kind, format, []])
      const { rows, created, changed, unchanged, refused } = await importText(app, ada, kind, bytes)
      expect([kind, format, { created, changed, refused, unchanged }]).toEqual([
        kind,
        format,
        { created: 0, changed: 0, refused: [], unchanged: rows },
      ])
    }
    expect(await state()).toEqual(before)
  })
}

/** Columns that hold what can be imported, and that the import does not know again. */
function leftOut(columns: Readonly<Record<string, string | null>>, kind: string, language: string): string[] {
  const declaration = declarations.find(({ path }) => path === kind)
  const { practice, type } = declaration ?? { practice: '', type: '' }
  const known = Object.entries(declaration?.fields ?? {}).filter(([, field]) => field.importable)
  return known
    .map(([name]) => say(localeOf(language), `${practice}.${type}.${name}`))
    .filter((head) => columns[head] === null || columns[head] === undefined)
}

async function statesOf(actor: Actor): Promise<unknown> {
  const each = ['product', 'account', 'contact', 'deal'].map(
    (type) => sql`select ${type} as type, to_jsonb(t) as row from ${sql.table(type)} t`,
  )
  return (await sql`${sql.join(each, sql` union all `)}`.execute(app.db.of(actor.orgId))).rows
}
