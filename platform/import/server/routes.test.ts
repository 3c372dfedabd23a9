import { buffer } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { serverOf } from '#platform/http/server.ts'
import { jobRoutes } from '#platform/jobs/jobs.ts'
import { type Runner, runJobs } from '#platform/jobs/runner.ts'
import { imports } from '../../../product.ts'
import { appForTests, buildOrg } from '../../../tests/harness.ts'
import { byHeader, nameOf } from '../../../tests/serving.ts'
import { writeXlsx } from '../writeXlsx.ts'
import { importFiles } from './files.ts'
import { importJobs } from './jobs.ts'
import { importRoutes } from './routes.ts'

const { app, owner } = appForTests()
let server: FastifyInstance
let runner: Runner
beforeAll(async () => {
  server = await serverOf(app, {
    handled: [...importRoutes(imports), ...jobRoutes()],
    authenticate: byHeader,
    more: (one) => importFiles(one, app, imports, byHeader),
    limits: { known: null, unknown: null },
  })
  runner = await runJobs(app, importJobs(imports), { ...owner, options: '-c role=farsail_app' })
})
afterAll(async () => {
  await runner.close()
  await server.close()
})

type Json = { readonly [name: string]: unknown }
interface Answered {
  readonly status: number
  readonly body: Json
  readonly text: string
}
async function call(
  actor: Actor,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: Json,
  language = 'en',
): Promise<Answered> {
  const response = await server.inject({
    method,
    url: `/api/v1${path}`,
    headers: {
      'x-actor': nameOf(actor),
      'accept-language': language,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { payload: JSON.stringify(body) } : {}),
  })
  return {
    status: response.statusCode,
    body: response.headers['content-type']?.includes('json') ? response.json() : {},
    text: response.body,
  }
}

function form(parts: readonly (readonly [name: string, content: string | Buffer, fileName?: string])[]) {
  const mark = 'a-mark-between-parts'
  const lines = parts.flatMap(([name, content, fileName]) => {
    const file = fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: text/csv`
    const head = `--${mark}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`
    return [Buffer.from(head), Buffer.from(content), Buffer.from('\r\n')]
  })
  return {
    payload: Buffer.concat([...lines, Buffer.from(`--${mark}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${mark}` },
  }
}
async function upload(actor: Actor, parts: Parameters<typeof form>[0], path = '/imports'): Promise<Answered> {
  const { payload, headers } = form(parts)
  const response = await server.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { 'x-actor': nameOf(actor), ...headers },
    payload,
  })
  return { status: response.statusCode, body: response.json(), text: response.body }
}

async function finished(actor: Actor, { status, body }: Answered): Promise<unknown> {
  expect(status).toBe(202)
  const job = async () => (await call(actor, 'GET', `/jobs/${body.jobId}`)).body
  await expect.poll(async () => (await job()).state, { timeout: 20_000 }).not.toMatch(/waiting|running/)
  return await job()
}

const teams = 'team,parent,region\nEast,Chna,华东\nWest,China,\n,China,\n'

test('the European Central Bank’s table of rates comes in by upload, and samples are shown before anything is written', async () => {
  const actor = await buildOrg(app)
  const table = 'Date, USD, JPY, CYP, CNY, \n24 November 2026, 1.0512, 161.31, 0.585, 7.611, \n'
  const { body } = await upload(actor, [
    ['kind', 'fx-rates'],
    ['file', table, 'eurofxref.csv'],
  ])
  const columns = { Date: 'validOn', From: 'from', To: 'to', Rate: 'rate', Source: 'source' }
  expect(body).toMatchObject({ state: 'open', rows: 4, settings: { columns }, questions: [] })
  const path = `/imports/${body.id}`
  await finished(actor, await call(actor, 'POST', `${path}/dry-run`))
  expect((await call(actor, 'GET', path)).body).toMatchObject({
    forecast: {
      outcomes: { created: 3, skipped: 1 },
      samples: [{ outcome: 'created' }, { outcome: 'created' }, { outcome: 'skipped' }, { outcome: 'created' }],
    },
  })
  expect(await finished(actor, await call(actor, 'POST', `${path}/commit`))).toMatchObject({
    result: { created: 3, skipped: 1 },
  })
})

test('a file comes in by upload, is looked at, tried out, committed and taken back', async () => {
  const actor = await buildOrg(app)
  await upload(actor, [
    ['kind', 'teams'],
    ['file', 'team\nChina\n', 'first.csv'],
  ]).then(({ body }) => call(actor, 'POST', `/imports/${body.id}/commit`).then((started) => finished(actor, started)))
  const { status, body } = await upload(actor, [
    ['kind', 'teams'],
    ['file', teams, 'teams.csv'],
  ])
  expect(status).toBe(201)
  expect(body).toMatchObject({
    kind: 'teams',
    fileName: 'teams.csv',
    state: 'open',
    rows: 3,
    key: ['name'],
    settings: { columns: { team: 'name', parent: 'parent', region: 'region' } },
  })
  const path = `/imports/${body.id}`
  expect(await finished(actor, await call(actor, 'POST', `${path}/dry-run`))).toMatchObject({
    state: 'done',
    done: 3,
    total: 3,
  })
  const tried = (await call(actor, 'GET', path)).body
  expect(tried).toMatchObject({
    state: 'open',
    forecast: { outcomes: { created: 1, refused: 2 } },
    questions: [{ value: 'Chna' }],
  })

  const answered = await call(actor, 'PATCH', path, { relations: { parent: { Chna: { create: true } } } })
  expect(answered.body).toMatchObject({ forecast: null, questions: [{ value: 'Chna', answer: { create: true } }] })
  expect(await finished(actor, await call(actor, 'POST', `${path}/commit`))).toMatchObject({
    state: 'done',
    result: { created: 2, refused: 1 },
  })
  const done = (await call(actor, 'GET', path)).body
  expect(done).toMatchObject({
    state: 'done',
    counts: { outcomes: { created: 2, refused: 1 } },
    refused: [{ line: 4, reasons: [{ code: 'import.value_missing' }] }],
  })
  expect((await call(actor, 'POST', `${path}/commit`)).status).toBe(409)

  const refused = await call(actor, 'GET', `${path}/refused.csv`, undefined, 'zh-CN')
  expect(refused.text).toMatch(/^\ufeff行号,原因,team,parent,region\r\n4,.+,,China,\r\n$/)
  expect((await call(actor, 'GET', '/imports')).body).toMatchObject({
    items: [{ fileName: 'teams.csv' }, { fileName: 'first.csv' }],
  })

  expect(await finished(actor, await call(actor, 'POST', `${path}/undo`))).toMatchObject({
    state: 'done',
    result: { undone: 3, left: 0 },
  })
  expect((await call(actor, 'GET', path)).body).toMatchObject({ state: 'undone', undone: 3, left: [] })
})

test('suggestions are accepted all at once', async () => {
  const actor = await buildOrg(app)
  const { body } = await upload(actor, [
    ['kind', 'teams'],
    ['file', 'team,parent\nEast,China\n', 'teams.csv'],
  ])
  const answered = await call(actor, 'PATCH', `/imports/${body.id}`, { acceptSuggestions: true })
  expect(answered.body).toMatchObject({ questions: [{ value: 'China', answer: { create: true } }] })
})

test('what is no import is refused with its way out', async () => {
  const actor = await buildOrg(app)
  const code = async (answer: Promise<Answered>) => {
    const { status, body } = await answer
    const [error] = Array.isArray(body.errors) ? body.errors : []
    return [status, error?.code]
  }
  expect(
    await code(
      upload(actor, [
        ['kind', 'wishes'],
        ['file', teams, 'a.csv'],
      ]),
    ),
  ).toEqual([422, 'import.kind_unknown'])
  expect(await code(upload(actor, [['file', teams, 'a.csv']]))).toEqual([422, 'import.kind_first'])
  expect(await code(upload(actor, [['kind', 'teams']]))).toEqual([422, 'import.upload_missing'])
  expect(
    await code(
      upload(actor, [
        ['kind', 'teams'],
        ['file', 'PK\u0003\u0004zip', 'a.xlsx'],
      ]),
    ),
  ).toEqual([422, 'import.workbook_broken'])
  expect(
    await code(
      upload(actor, [
        ['kind', 'teams'],
        ['file', '%PDF-1.7 teams', 'a.pdf'],
      ]),
    ),
  ).toEqual([422, 'import.not_text'])
  expect(
    await code(
      upload({ ...actor, role: 'rep' }, [
        ['kind', 'teams'],
        ['file', teams, 'a.csv'],
      ]),
    ),
  ).toEqual([403, 'access.forbidden'])
  const { body } = await upload(actor, [
    ['kind', 'teams'],
    ['file', teams, 'teams.csv'],
  ])
  const other = await buildOrg(app)
  expect(await code(call(other, 'GET', `/imports/${body.id}`))).toEqual([404, 'record.not_found'])
  expect(await code(call(other, 'GET', `/imports/${body.id}/refused.csv`))).toEqual([404, 'record.not_found'])
  expect(await code(call(actor, 'POST', `/imports/${body.id}/undo`))).toEqual([409, 'import.not_done'])
})

test('everybody is told what they may import, with templates that the import knows again', async () => {
  const actor = await buildOrg(app)
  const kinds = async (role: Actor['role']) => {
    const { items } = (await call({ ...actor, role }, 'GET', '/imports/kinds')).body
    return Array.isArray(items) ? items.map(({ kind }) => kind) : []
  }
  expect(await kinds('rep')).toEqual([])
  expect(await kinds('hr')).toEqual(['members', 'teams'])
  expect(await kinds('ops')).toEqual([
    'members',
    'teams',
    'fx-rates',
    'products',
    'accounts',
    'contacts',
    'deals',
    'activities',
    'quotas',
  ])
  for (const kind of await kinds('ops')) {
    for (const language of ['en', 'zh-CN']) {
      const { text } = await call(actor, 'GET', `/imports/templates/${kind}.csv`, undefined, language)
      const { body } = await upload(actor, [
        ['kind', kind],
        ['file', text, 'template.csv'],
      ])
      const columns = Array.isArray(body.columns) ? body.columns : []
      expect([kind, language, columns.filter((column) => column.guess.field === null)]).toEqual([kind, language, []])
    }
  }
})

async function workbook(sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Promise<Buffer> {
  // two sheets come about where the first is full
  const [[name, rows] = ['', []], ...others] = Object.entries(sheets)
  const [head = [], ...body] = rows
  const columns = head.map((one) => ({ head: one, form: 'text' as const }))
  const more = others.flatMap(([, [, ...next]]) => next)
  return await buffer(writeXlsx({ sheet: name, columns, rows: [...body, ...more] }, rows.length))
}

test('a workbook comes in like any file; of several sheets it is asked which, and the refused rows come back as CSV', async () => {
  const actor = await buildOrg(app)
  const one = await workbook({
    Teams: [
      ['team', 'region'],
      ['East', '华东'],
      ['', '=1+1'],
    ],
  })
  const looked = await upload(actor, [['file', one, 'teams.xlsx']], '/imports/sheets')
  expect(looked.body).toEqual({ items: [{ name: 'Teams', head: "team,region\r\nEast,华东\r\n,'=1+1\r\n" }] })
  const { status, body } = await upload(actor, [
    ['kind', 'teams'],
    ['file', one, 'teams.xlsx'],
  ])
  expect([status, body.fileName, body.rows]).toEqual([201, 'teams.xlsx', 2])
  await finished(actor, await call(actor, 'POST', `/imports/${body.id}/commit`))
  expect((await call(actor, 'GET', `/imports/${body.id}`)).body).toMatchObject({
    counts: { outcomes: { created: 1, refused: 1 } },
    refused: [{ line: 3 }],
  })
  expect((await call(actor, 'GET', `/imports/${body.id}/refused.csv`)).text).toContain("'=1+1")

  const two = await workbook({ Q1: [['team'], ['North']], Q2: [['team'], ['South']] })
  const asked = await upload(actor, [
    ['kind', 'teams'],
    ['file', two, 'teams.xlsx'],
  ])
  expect(asked.status).toBe(422)
  expect(asked.body.errors).toMatchObject([{ code: 'import.which_sheet', details: { sheets: ['Q1', 'Q1 2'] } }])
  const chosen = await upload(actor, [
    ['kind', 'teams'],
    ['sheet', 'Q1 2'],
    ['file', two, 'teams.xlsx'],
  ])
  expect([chosen.status, chosen.body.rows]).toEqual([201, 1])
})

test('a template shows by one row what belongs in each column, as CSV and as a workbook', async () => {
  const actor = await buildOrg(app)
  const { text } = await call(actor, 'GET', '/imports/templates/deals.csv', undefined, 'zh-CN')
  expect(text).toContain('云帆物流 40 席位')
  const { rawPayload: payload } = await serverAnswer(actor, '/imports/templates/deals.xlsx')
  const { body } = await upload(actor, [
    ['kind', 'deals'],
    ['file', payload, 'template.xlsx'],
  ])
  const columns = Array.isArray(body.columns) ? body.columns : []
  expect(columns.filter((column) => column.guess.field === null)).toEqual([])
  expect(body.rows).toBe(1)
})
const serverAnswer = (actor: Actor, path: string) =>
  server.inject({ method: 'GET', url: `/api/v1${path}`, headers: { 'x-actor': nameOf(actor) } })
