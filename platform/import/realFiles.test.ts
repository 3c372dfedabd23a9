import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { openCsv } from './readCsv.ts'
import { type ColumnDetection, columnDetector } from './rules/detect.ts'
import { guessMapping } from './rules/headers.ts'
import { matcher } from './rules/nearMiss.ts'
import type { ImportKind } from './rules/synonyms.ts'
import { targetFields } from './rules/targets.ts'

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/** Runs where the files lie beside the checkout; elsewhere the report says that they are absent. */
function describeWith(folder: string, cases: (path: (file: string) => string) => void): void {
  const present = existsSync(`${data}${folder}`)
  describe.runIf(present)(present ? folder : `${folder}: SKIPPED, the files are absent`, () => {
    cases((file) => `${data}${folder}/${file}`)
  })
}

async function look(path: string, kind: ImportKind) {
  const source = await openCsv(path)
  const detectors = source.headers.map(() => columnDetector())
  const rows: (readonly string[])[] = []
  const problems: string[] = []
  for await (const { cells, problem } of source.rows()) {
    if (problem !== undefined) problems.push(problem.code)
    rows.push(cells)
    for (const [index, detector] of detectors.entries()) detector.see(cells[index] ?? '')
  }
  const columns = detectors.map((detector) => detector.found())
  const guesses = guessMapping({ headers: source.headers, columns, fields: targetFields(kind) })
  const mapping = Object.fromEntries(guesses.map(({ header, field }) => [header, field]))
  const column = (header: string): ColumnDetection | undefined => columns[source.headers.indexOf(header)]
  return { source, rows, problems, guesses, mapping, column }
}

describeWith('maven-crm', (path) => {
  test('the pipeline maps by itself, nothing left over', async () => {
    const { source, rows, problems, guesses, mapping, column } = await look(path('sales_pipeline.csv'), 'deals')
    expect(source).toMatchObject({ encoding: 'utf-8', delimiter: ',', lineEnd: 'LF', headerLine: 1 })
    expect(rows).toHaveLength(8_800)
    expect(problems).toEqual([])
    expect(mapping).toEqual({
      opportunity_id: 'externalId',
      sales_agent: 'owner',
      product: 'product',
      account: 'account',
      deal_stage: 'stage',
      engage_date: 'createdOn',
      close_date: 'closedOn',
      close_value: 'amount',
    })
    expect(guesses.flatMap(({ asks }) => asks)).toEqual([])
    expect(column('engage_date')).toMatchObject({ kind: 'day', format: 'YYYY-M-D', misfits: 0, empty: 500 })
    expect(column('close_value')).toMatchObject({ kind: 'integer', format: '1,234.56', misfits: 0, empty: 2_089 })
    expect(column('account')).toMatchObject({ empty: 1_425, distinct: 85 })
    expect(column('deal_stage')?.choices).toEqual([
      { value: 'Won', count: 4_238 },
      { value: 'Lost', count: 2_473 },
      { value: 'Engaging', count: 1_589 },
      { value: 'Prospecting', count: 500 },
    ])
  })

  test('accounts map by themselves, and the unit of revenue is asked', async () => {
    const { rows, guesses, mapping, column } = await look(path('accounts.csv'), 'accounts')
    expect(rows).toHaveLength(85)
    expect(mapping).toEqual({
      account: 'name',
      sector: 'industry',
      year_established: 'foundedYear',
      revenue: 'annualRevenue',
      employees: 'employees',
      office_location: 'location',
      subsidiary_of: 'parent',
    })
    expect(guesses.filter(({ asks }) => asks.length > 0).map(({ header, asks }) => [header, asks])).toEqual([
      ['revenue', ['unit']],
    ])
    expect(column('revenue')).toMatchObject({ kind: 'number', format: '1,234.56', misfits: 0 })
    expect(column('sector')).toMatchObject({ kind: 'choice' })
  })

  test('teams and products map by themselves', async () => {
    expect((await look(path('sales_teams.csv'), 'members')).mapping).toEqual({
      sales_agent: 'name',
      manager: 'manager',
      regional_office: 'region',
    })
    expect((await look(path('products.csv'), 'products')).mapping).toEqual({
      product: 'name',
      series: 'category',
      sales_price: 'price',
    })
  })

  test('1,480 deals sell GTXPro, which is probably GTX Pro; all others are found', async () => {
    const products = await look(path('products.csv'), 'products')
    const accounts = await look(path('accounts.csv'), 'accounts')
    const { rows } = await look(path('sales_pipeline.csv'), 'deals')
    const named = (names: readonly (string | undefined)[]) => names.map((name = '', id) => ({ id: `${id}`, name }))
    const ofProduct = matcher(named(products.rows.map(([name]) => name)))
    const results = rows.map(([, , product = '']) => [product, ofProduct(product)] as const)
    const missed = results.filter(([, result]) => result.found !== 'exact')
    expect(missed).toHaveLength(1_480)
    expect(new Set(missed.map(([product]) => product))).toEqual(new Set(['GTXPro']))
    expect(missed[0]?.[1]).toMatchObject({ found: 'near', name: 'GTX Pro', others: [] })
    const ofAccount = matcher(named(accounts.rows.map(([name]) => name)))
    const unknown = rows.filter(([, , , account = '']) => account !== '' && ofAccount(account).found !== 'exact')
    expect(unknown).toEqual([])
  })
})

describeWith('chinook', (path) => {
  test('employees map to members', async () => {
    const { mapping, column } = await look(path('employees.csv'), 'members')
    expect(mapping).toMatchObject({
      EmployeeId: 'externalId',
      LastName: 'lastName',
      FirstName: 'firstName',
      Title: 'title',
      ReportsTo: 'manager',
      HireDate: 'employedFrom',
      BirthDate: null,
      Phone: 'phone',
      Fax: null,
      Email: 'email',
    })
    expect(column('HireDate')).toMatchObject({ kind: 'day', format: 'YYYY-M-D', misfits: 0 })
  })

  test('customers map to contacts, with accents and quoted commas', async () => {
    const { rows, problems, mapping, column } = await look(path('customers.csv'), 'contacts')
    expect(rows).toHaveLength(59)
    expect(problems).toEqual([])
    expect(rows[0]?.slice(1, 5)).toEqual([
      'Luís',
      'Gonçalves',
      'Embraer - Empresa Brasileira de Aeronáutica S.A.',
      'Av. Brigadeiro Faria Lima, 2170',
    ])
    expect(mapping).toEqual({
      CustomerId: 'externalId',
      FirstName: 'firstName',
      LastName: 'lastName',
      Company: 'account',
      Address: null,
      City: null,
      State: null,
      Country: null,
      PostalCode: null,
      Phone: 'phone',
      Fax: null,
      Email: 'email',
      SupportRepId: 'owner',
    })
    expect(column('Email')).toMatchObject({ kind: 'email', misfits: 0 })
    expect(column('Phone')?.kind).toBe('phone')
    expect(column('PostalCode')?.kind).toBe('text')
  })

  test('2,240 lines of invoices, to the cent', async () => {
    const { rows, column } = await look(path('invoice_lines.csv'), 'deals')
    expect(rows).toHaveLength(2_240)
    expect(column('UnitPrice')).toMatchObject({ kind: 'number', format: '1,234.56', misfits: 0 })
    const invoices = await look(path('invoices.csv'), 'deals')
    expect(invoices.rows).toHaveLength(412)
    expect(invoices.column('InvoiceDate')).toMatchObject({ kind: 'day', format: 'YYYY-M-D' })
    expect(invoices.mapping).toMatchObject({ InvoiceDate: 'closedOn', Total: 'amount' })
  })
})
