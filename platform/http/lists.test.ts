import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { buildOrg } from '../../tests/harness.ts'
import { plantDeals } from '../../tests/manyDeals.ts'
import { at, type Caller, codeOf, listAt, productServed, textAt } from '../../tests/serving.ts'

const { app, as } = productServed()

async function pagesOf(api: Caller, query: string, between: () => Promise<void> = async () => {}): Promise<unknown[]> {
  const items: unknown[] = []
  let cursor: unknown = null
  do {
    const answer = await api.get(`/deals?${query}${cursor === null ? '' : `&cursor=${cursor}`}`)
    expect(answer.status).toBe(200)
    items.push(...listAt(answer.body, 'items'))
    cursor = at(answer.body, 'nextCursor')
    await between()
  } while (cursor !== null)
  return items
}
const idOf = (item: unknown) => textAt(item, 'id')
const amountOf = (item: unknown) => at(item, 'amount.amount') ?? null

test('paging through thousands with many ties loses none and repeats none while others add to them', async () => {
  const ada = await buildOrg(app)
  const api = as(ada)
  await plantDeals(app, ada, 2500, [ada.memberId])
  const there = new Set(
    (
      await sql<{ id: string }>`select id from deal where org_id = ${ada.orgId}::uuid`.execute(app.db.of(ada.orgId))
    ).rows.map(({ id }) => id),
  )
  for (const sort of ['createdOn', '-createdOn', 'name', '-amount', 'amount', 'closesOn', '-closedOn', '-createdAt']) {
    const seen = (await pagesOf(api, `sort=${sort}&limit=200`, () => plantDeals(app, ada, 7, [ada.memberId]))).map(idOf)
    expect([sort, new Set(seen).size]).toEqual([sort, seen.length])
    expect([sort, [...there].filter((id) => !seen.includes(id)).length]).toEqual([sort, 0])
  }
})

test('what is absent comes last in both directions, across pages', async () => {
  const ada = await buildOrg(app)
  const api = as(ada)
  await plantDeals(app, ada, 90, [ada.memberId])
  for (const [sort, way] of [
    ['amount', 1],
    ['-amount', -1],
  ] as const) {
    const amounts = (await pagesOf(api, `sort=${sort}&limit=7`)).map((item) => at(item, 'amount'))
    const given = amounts.filter((amount) => amount !== null)
    expect(amounts.slice(0, given.length)).toEqual(given)
    // currencies come one after another, for a yen is no dollar
    expect(given).toEqual([...given].sort((a, b) => way * compared(a, b)))
    expect(new Set(given.map((amount) => at(amount, 'currency'))).size).toBe(2)
    expect(amounts).toHaveLength(90)
  }
  const exact = await api.get('/deals?sort=amount&limit=60')
  expect(at(exact.body, 'nextCursor')).not.toBeNull()
  const rest = await api.get(`/deals?sort=amount&limit=60&cursor=${textAt(exact.body, 'nextCursor')}`)
  expect(listAt(rest.body, 'items').map(amountOf)).toEqual(Array.from({ length: 30 }, () => null))
})

function compared(a: unknown, b: unknown): number {
  const byCurrency = textAt(a, 'currency').localeCompare(textAt(b, 'currency'))
  return byCurrency === 0 ? Number(textAt(a, 'amount')) - Number(textAt(b, 'amount')) : byCurrency
}

test('dear yen don’t stand above dearer dollars: an order by amount compares what can be compared', async () => {
  const ada = await buildOrg(app)
  const api = as(ada)
  const stageId = textAt((await api.get('/stages')).body, 'items.0.id')
  for (const fromCurrency of ['USD', 'JPY'])
    await api.post('/fx-rates', { fromCurrency, toCurrency: 'CNY', validOn: '2026-01-01', rate: '2', source: 'bank' })
  for (const [name, amount, currency] of [
    ['b', '9000.00', 'USD'],
    ['a', '1000000', 'JPY'],
    ['c', '800.00', 'USD'],
    ['d', '2000', 'JPY'],
  ])
    await api.post('/deals', { name, stageId, amount: { amount, currency } })
  for (const [sort, names] of [
    ['amount', 'dacb'],
    ['-amount', 'bcad'],
  ] as const) {
    for (const limit of [1, 2, 3, 50]) {
      const seen = await pagesOf(api, `sort=${sort}&limit=${limit}`)
      expect([sort, limit, seen.map((item) => textAt(item, 'name')).join('')]).toEqual([sort, limit, names])
    }
  }
})

async function fourDeals() {
  const ada = await buildOrg(app)
  const api = as(ada)
  const stageId = textAt((await api.get('/stages')).body, 'items.0.id')
  const make = async (name: string, more: object) =>
    expect((await api.post('/deals', { name, stageId, ...more })).status).toBe(201)
  await api.post('/fx-rates', {
    fromCurrency: 'USD',
    toCurrency: 'CNY',
    validOn: '2026-01-01',
    rate: '7.1',
    source: 'bank',
  })
  await make('A', { amount: { amount: '100.00', currency: 'CNY' }, closesOn: '2026-12-01', source: 'fair, Hannover' })
  await make('B', { amount: { amount: '250.00', currency: 'CNY' }, closesOn: '2027-01-15', source: 'web' })
  await make('C', { amount: { amount: '100.00', currency: 'USD' }, closesOn: '2027-01-15' })
  await make('D', {})
  const names = async (query: string) => {
    const answer = await api.get(`/deals?sort=name&${query}`)
    expect([query, answer.status]).toEqual([query, 200])
    return listAt(answer.body, 'items')
      .map((item) => textAt(item, 'name'))
      .join('')
  }
  return { ada, api, names, stageId }
}

test('every operator says what it means', async () => {
  const { ada, names, stageId } = await fourDeals()
  const found: Record<string, string> = {
    'filter[closesOn][eq]=2027-01-15': 'BC',
    'filter[closesOn][ne]=2027-01-15': 'AD',
    'filter[closesOn][lt]=2027-01-15': 'A',
    'filter[closesOn][lte]=2027-01-15': 'ABC',
    'filter[closesOn][gt]=2026-12-01': 'BC',
    'filter[closesOn][gte]=2026-12-01': 'ABC',
    'filter[closesOn][gte]=2026-12-01&filter[closesOn][lt]=2027-01-01': 'A',
    'filter[closesOn][in]=2026-12-01,2027-01-15': 'ABC',
    'filter[closesOn][empty]=true': 'D',
    'filter[closesOn][empty]=false': 'ABC',
    'filter[name][in][0]=A&filter[name][in][1]=D': 'AD',
    'filter[name][in]=A&filter[name][in]=B': 'AB',
    'filter[name][gt]=B': 'CD',
    'filter[source][eq]=fair, Hannover': 'A',
    'filter[source][ne]=web': 'ACD',
    'filter[status][eq]=open&filter[name][lte]=B': 'AB',
    [`filter[ownerId][eq]=${ada.memberId}`]: 'ABCD',
    [`filter[stageId][in]=${stageId}`]: 'ABCD',
    'filter[createdAt][lt]=2026-11-24T00:00:00Z': '',
    'filter[createdAt][gte]=2026-11-24T10:00:00%2B08:00': 'ABCD',
  }
  for (const [query, expected] of Object.entries(found)) expect([query, await names(query)]).toEqual([query, expected])
})

test('amounts are compared within the currency that the filter names', async () => {
  const { api, names } = await fourDeals()
  expect(await names('filter[amount][eq]=100.00 CNY')).toBe('A')
  expect(await names('filter[amount][gte]=100.00 CNY')).toBe('AB')
  expect(await names('filter[amount][gt]=0.00 USD')).toBe('C')
  expect(await names('filter[amount][ne]=100.00 CNY')).toBe('BCD')
  expect(await names('filter[amount][in]=100.00 CNY,250.00 CNY')).toBe('AB')
  expect(await names('filter[amount][empty]=true')).toBe('D')
  for (const [value, code] of [
    ['100.00', 'money.currency_unknown'],
    ['100.001 CNY', 'money.too_many_digits'],
    ['x CNY', 'money.invalid'],
  ]) {
    const answer = await api.get(`/deals?filter[amount][gte]=${value}`)
    expect([value, answer.status, codeOf(answer), at(answer.body, 'errors.0.path')]).toEqual([
      value,
      422,
      code,
      'filter[amount][gte]',
    ])
  }
  const mixed = await api.get('/deals?filter[amount][in]=1.00 CNY,1.00 USD')
  expect([mixed.status, codeOf(mixed)]).toEqual([400, 'list.value_unreadable'])
})

test('what a list can’t do is refused with what it can', async () => {
  const { api } = await fourDeals()
  const refused: Record<string, string> = {
    'filter[nextStep][eq]=x': 'list.filter_unknown',
    'filter[constructor][eq]=x': 'list.filter_unknown',
    'filter[__proto__][eq]=x': 'request.unreadable',
    'filter[name][contains]=x': 'list.use_search',
    'filter[closesOn][eq]=tomorrow': 'list.value_unreadable',
    'filter[closesOn][eq]=2026-02-30': 'list.value_unreadable',
    'filter[closesOn][eq]=0000-01-01': 'list.value_unreadable',
    'filter[closesOn][empty]=perhaps': 'list.value_unreadable',
    'filter[ownerId][eq]=Maya': 'list.value_unreadable',
    'filter[closesOn][eq]=2026-12-01&filter[closesOn][eq]=2026-12-02': 'list.value_unreadable',
    'sort=source': 'list.sort_unknown',
    'sort=status': 'list.sort_unknown',
    'sort=stageId': 'list.sort_unknown',
    'sort=-': 'list.sort_unknown',
    'limit=0': 'list.limit_out_of_range',
    'limit=201': 'list.limit_out_of_range',
    'cursor=abc': 'list.cursor_invalid',
  }
  for (const [query, code] of Object.entries(refused)) {
    const answer = await api.get(`/deals?${query}`)
    expect([query, answer.status, codeOf(answer)]).toEqual([query, 400, code])
  }
  const unknown: Record<string, string> = {
    'filter[name][like]=x': 'filter',
    'colour=red': 'colour',
    'include=everything': 'include',
    'limit=many': 'limit',
  }
  for (const [query, path] of Object.entries(unknown)) {
    const answer = await api.get(`/deals?${query}`)
    expect([query, answer.status]).toEqual([query, 422])
    expect(textAt(answer.body, 'errors.0.path')).toMatch(new RegExp(`^${path}`))
  }
})

test('a page mark belongs to its order', async () => {
  const { api } = await fourDeals()
  const first = await api.get('/deals?sort=name&limit=1')
  const cursor = textAt(first.body, 'nextCursor')
  expect(codeOf(await api.get(`/deals?sort=-name&limit=1&cursor=${cursor}`))).toBe('list.cursor_invalid')
  expect((await api.get(`/deals?sort=name&limit=1&cursor=${cursor}`)).body).toMatchObject({ items: [{ name: 'B' }] })
  const forged = Buffer.from(JSON.stringify(['name', null, textAt(first.body, 'items.0.id')])).toString('base64url')
  expect(codeOf(await api.get(`/deals?sort=name&cursor=${forged}`))).toBe('list.cursor_invalid')
})

test('a count comes where it is asked for, and counts what the filter lets through', async () => {
  const { api } = await fourDeals()
  expect(at((await api.get('/deals')).body, 'count')).toBeUndefined()
  expect(at((await api.get('/deals?count=true&limit=1')).body, 'count')).toBe(4)
  expect(at((await api.get('/deals?count=true&limit=1&filter[amount][empty]=false')).body, 'count')).toBe(3)
})

test('names come along where they are asked for', async () => {
  const { ada, api, stageId } = await fourDeals()
  const answer = await api.get('/deals?include=names&limit=1')
  expect(at(answer.body, `names.${ada.memberId}`)).toBe('Ada')
  expect(textAt(answer.body, `names.${stageId}`)).not.toBe('')
  expect(at((await api.get('/deals?limit=1')).body, 'names')).toBeUndefined()
})

test('search finds parts of a name, Chinese by its characters and by initials', async () => {
  const ada = await buildOrg(app)
  const api = as(ada)
  for (const name of ['云帆科技', '海岳集团', 'Nordwind GmbH']) await api.post('/accounts', { name })
  const found = async (text: string) =>
    listAt((await api.get(`/accounts?search=${encodeURIComponent(text)}`)).body, 'items').map((item) =>
      textAt(item, 'name'),
    )
  expect(await found('云帆')).toEqual(['云帆科技'])
  expect(await found('yfkj')).toEqual(['云帆科技'])
  expect(await found('dwin')).toEqual(['Nordwind GmbH'])
  expect(await found('海')).toEqual(['海岳集团'])
  expect(await found('%')).toEqual([])
  expect(await found('  ')).toHaveLength(3)
})
