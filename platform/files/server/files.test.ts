import { existsSync, readdirSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { serverOf } from '#platform/http/server.ts'
import { roles } from '#platform/record/record.ts'
import { allRoutes, withFiles } from '../../../product.ts'
import { type AccessRecords, accessRecords } from '../../../tests/accessRecords.ts'
import { at, byHeader, codeOf, listAt, nameOf, productServed, textAt } from '../../../tests/serving.ts'
import { fileDownloads } from './downloads.ts'
import { fileFolder } from './files.ts'
import { forgetFiles } from './forgetFiles.ts'
import { fileUploads } from './uploads.ts'

// Files as a client of tus sends them, over a real connection.

const served = productServed()
const { app, clock } = served
const limits = { fileBytesMax: 1_000_000, orgBytesMax: 3_000_000 }
const noLimits = { known: null, unknown: null }
let address = ''
let org: AccessRecords
beforeAll(async () => {
  org = await accessRecords(served)
  const handled = allRoutes(app, { sendMail: null, publicUrl: 'http://farsail.test' })
  const server = await serverOf(app, {
    handled,
    authenticate: byHeader,
    limits: noLimits,
    more: (inside) => {
      fileUploads(inside, { app, types: withFiles, limits, authenticate: byHeader })
      fileDownloads(inside, { app, types: withFiles, authenticate: byHeader })
    },
  })
  address = await server.listen({ port: 0, host: '127.0.0.1' })
  return () => server.close()
})

const base = (actor: Actor) => ({ 'x-actor': nameOf(actor), 'tus-resumable': '1.0.0' })
const encoded = (value: string) => Buffer.from(value).toString('base64')
interface Sent {
  readonly name: string
  readonly bytes: Buffer
  readonly recordType?: string
  readonly recordId: string
  /** What the sender says, where that is not how long it is. */
  readonly length?: number
}
function begin(actor: Actor, { name, bytes, recordType = 'deal', recordId, length = bytes.length }: Sent) {
  const metadata = `filename ${encoded(name)},recordType ${encoded(recordType)},recordId ${encoded(recordId)}`
  const headers = { ...base(actor), 'upload-length': String(length), 'upload-metadata': metadata }
  return fetch(`${address}/api/v1/files/uploads`, { method: 'POST', headers })
}
function patch(actor: Actor, location: string, offset: number, body: Buffer) {
  const headers = {
    ...base(actor),
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
  }
  return fetch(`${address}${location}`, { method: 'PATCH', headers, body: new Uint8Array(body) })
}
const head = (actor: Actor, location: string) =>
  fetch(`${address}${location}`, { method: 'HEAD', headers: base(actor) })
async function send(actor: Actor, sent: Sent): Promise<Response> {
  const begun = await begin(actor, sent)
  return begun.status === 201 ? patch(actor, begun.headers.get('location') ?? '', 0, sent.bytes) : begun
}
const codeIn = async (answer: Response) => at(await answer.json(), 'errors.0.code')
const filesOf = async (actor: Actor, recordId: string, more = '', recordType = 'deal') =>
  served.as(actor).get(`/files?recordType=${recordType}&recordId=${recordId}${more}`)
const rep = () => org.places.rep.actor
const dealOf = async (relation: 'self' | 'stranger') => {
  const deal = withFiles.get('deal')
  if (!deal) throw new Error('Deals have files.')
  return org.make(deal, 'rep', relation)
}
const onDisk = () => {
  const folder = fileFolder(app, org.owner.orgId)
  return existsSync(folder) ? readdirSync(folder) : []
}
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

test('a file that breaks off midway is gone on with from where it stopped, and then stands at its deal', async () => {
  const recordId = await dealOf('self')
  const bytes = Buffer.from('报价单 '.repeat(2000))
  const begun = await begin(rep(), { name: '../报价单.txt', bytes, recordId })
  expect(begun.status).toBe(201)
  const location = begun.headers.get('location') ?? ''
  expect(location).toMatch(/^\/api\/v1\/files\/uploads\/[0-9a-f]{48}$/)
  expect((await patch(rep(), location, 0, bytes.subarray(0, 5000))).status).toBe(204)
  expect(listAt((await filesOf(rep(), recordId)).body, 'items')).toEqual([])
  // a wrong place is refused and changes nothing
  expect((await patch(rep(), location, 4000, bytes.subarray(4000))).status).toBe(409)
  expect((await patch(rep(), location, 9000, bytes.subarray(9000))).status).toBe(409)
  expect((await patch(rep(), location, 5000, Buffer.concat([bytes.subarray(5000), Buffer.from('more')]))).status).toBe(
    413,
  )
  const stands = await head(rep(), location)
  expect(stands.headers.get('upload-offset')).toBe('5000')
  expect((await patch(rep(), location, 5000, bytes.subarray(5000))).status).toBe(204)
  expect((await head(rep(), location)).headers.get('upload-offset')).toBe(String(bytes.length))

  const { body } = await filesOf(rep(), recordId)
  expect(at(body, 'items.0')).toMatchObject({ name: '报价单.txt', bytes: bytes.length, shown: false, disguised: false })
  const id = textAt(body, 'items.0.id')
  const got = await fetch(`${address}/api/v1/files/${id}/content`, { headers: base(rep()) })
  expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true)
  expect(got.headers.get('content-disposition')).toMatch(/^attachment; /)
  expect(got.headers.get('x-content-type-options')).toBe('nosniff')
  expect(got.headers.get('content-security-policy')).toBe('sandbox')
  const history = await served.as(rep()).get(`/audit?type=deal&recordId=${recordId}`)
  expect(at(history.body, 'items.0')).toMatchObject({ action: 'fileAdded', after: { file: '报价单.txt' } })
  // what is done can't be taken away by the protocol
  expect((await fetch(`${address}${location}`, { method: 'DELETE', headers: base(rep()) })).status).toBe(400)
})

test('all bytes came and nobody was told: asking how far it is makes the file stand', async () => {
  const recordId = await dealOf('self')
  const bytes = Buffer.from('a contract')
  const location = (await begin(rep(), { name: 'a.txt', bytes, recordId })).headers.get('location') ?? ''
  const { appendFileSync } = await import('node:fs')
  appendFileSync(`${fileFolder(app, org.owner.orgId)}/${location.split('/').at(-1)}`, bytes)
  await head(rep(), location)
  expect(at((await filesOf(rep(), recordId)).body, 'items.0.name')).toBe('a.txt')
})

test('what is too large, a program, or a program in disguise is refused, and nothing of it is kept', async () => {
  const recordId = await dealOf('self')
  const before = onDisk().length
  const small = Buffer.from('x')
  const large = await begin(rep(), { name: 'film.mp4', bytes: small, recordId, length: 1_000_001 })
  expect([large.status, await codeIn(large)]).toEqual([413, 'file.too_large'])
  const program = await begin(rep(), { name: 'setup.EXE', bytes: small, recordId })
  expect([program.status, await codeIn(program)]).toEqual([422, 'file.kind_refused'])
  expect(await codeIn(await begin(rep(), { name: '..', bytes: small, recordId }))).toBe('file.name_missing')
  expect(await codeIn(await begin(rep(), { name: 'a.txt', bytes: Buffer.alloc(0), recordId }))).toBe('file.empty')
  const disguised = await send(rep(), { name: 'photo.png', bytes: Buffer.from('MZ\u0090 program'), recordId })
  expect([disguised.status, await codeIn(disguised)]).toEqual([422, 'file.kind_refused'])
  expect(disguised.headers.get('content-type')).toBe('application/problem+json')
  expect(listAt((await filesOf(rep(), recordId)).body, 'items')).toEqual([])
  expect(onDisk().length).toBe(before)
})

test('a web page that is called a picture is kept, said to be none, and never shown; a picture is', async () => {
  const recordId = await dealOf('self')
  await send(rep(), { name: 'photo.png', bytes: Buffer.from('<html><script>1</script>'), recordId })
  const page = (await filesOf(rep(), recordId)).body
  expect(at(page, 'items.0')).toMatchObject({ shown: false, disguised: true, contentType: 'text/plain; charset=utf-8' })
  const shown = (id: string) => fetch(`${address}/api/v1/files/${id}/picture`, { headers: base(rep()) })
  expect((await shown(textAt(page, 'items.0.id'))).status).toBe(404)
  await send(rep(), { name: 'real.png', bytes: png, recordId })
  const picture = await shown(textAt((await filesOf(rep(), recordId)).body, 'items.0.id'))
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(picture.headers.get('content-security-policy')).toBe('sandbox')
})

test('an upload is of the person who began it: nobody else asks for it, adds to it or ends it', async () => {
  const recordId = await dealOf('self')
  const bytes = Buffer.from('mine')
  const location = (await begin(rep(), { name: 'a.txt', bytes, recordId })).headers.get('location') ?? ''
  const other = served.as(org.owner)
  const others = [
    org.owner,
    org.places.manager.actor,
    { ...org.owner, orgId: (await accessRecords(served)).owner.orgId },
  ]
  for (const actor of others) {
    expect((await head(actor, location)).status).toBe(404)
    expect((await patch(actor, location, 0, bytes)).status).toBe(404)
    expect((await fetch(`${address}${location}`, { method: 'DELETE', headers: base(actor) })).status).toBe(404)
  }
  expect((await fetch(`${address}${location}`, { method: 'DELETE', headers: base(rep()) })).status).toBe(204)
  expect((await head(rep(), location)).status).toBe(404)
  expect(listAt((await other.get(`/files?recordType=deal&recordId=${recordId}`)).body, 'items')).toEqual([])
})

test('who may not see a record finds none of its files; who may not change it adds and deletes none', async () => {
  const recordId = await dealOf('stranger')
  await send(org.owner, { name: 'secret.txt', bytes: Buffer.from('secret'), recordId })
  const id = textAt((await filesOf(org.owner, recordId)).body, 'items.0.id')
  const deal = withFiles.get('deal')
  for (const role of roles) {
    const { actor } = org.places[role]
    const sees = role === 'owner' || role === 'admin' || deal?.may['read']?.[role] === 'all'
    const changes = role === 'owner' || role === 'admin' || deal?.may['update']?.[role] === 'all'
    const told = async (method: 'GET' | 'POST' | 'DELETE', path: string) =>
      (await served.as(actor).send(method, path)).status === 200
    expect([role, await told('GET', `/files?recordType=deal&recordId=${recordId}`)]).toEqual([role, sees])
    expect([role, await told('GET', `/files/${id}`)]).toEqual([role, sees])
    const content = await fetch(`${address}/api/v1/files/${id}/content`, { headers: base(actor) })
    expect([role, content.status]).toEqual([role, sees ? 200 : 404])
    const begun = await begin(actor, { name: 'b.txt', bytes: Buffer.from('b'), recordId })
    expect([role, begun.status === 201]).toEqual([role, changes])
    expect([role, await told('DELETE', `/files/${id}`)]).toEqual([role, changes])
    expect([role, await told('POST', `/files/${id}/restore`)]).toEqual([role, changes])
  }
})

test('a file that was deleted comes back for 30 days and is gone then', async () => {
  const recordId = await dealOf('self')
  const api = served.as(rep())
  await send(rep(), { name: 'offer.txt', bytes: Buffer.from('offer'), recordId })
  const id = textAt((await filesOf(rep(), recordId)).body, 'items.0.id')
  expect((await api.delete(`/files/${id}`)).status).toBe(200)
  expect(listAt((await filesOf(rep(), recordId)).body, 'items')).toEqual([])
  expect(at((await filesOf(rep(), recordId, '&deleted=true')).body, 'items.0.name')).toBe('offer.txt')
  expect((await api.post(`/files/${id}/restore`)).status).toBe(200)
  expect(listAt((await filesOf(rep(), recordId)).body, 'items')).toHaveLength(1)
  await api.delete(`/files/${id}`)
  const kept = onDisk().length
  await forgetFiles(app, org.owner.orgId)
  expect(onDisk().length).toBe(kept)
  clock.set('2027-01-10T09:00:00Z')
  await forgetFiles(app, org.owner.orgId)
  clock.set('2026-11-24T09:00:00Z')
  expect(onDisk().length).toBeLessThan(kept)
  expect(codeOf(await api.post(`/files/${id}/restore`))).toBe('file.not_found')
})

test('an organisation has so much room, and is told how much of it is taken', async () => {
  const recordId = await dealOf('self')
  const bytes = Buffer.alloc(999_999, 'x')
  const statuses: number[] = []
  for (let i = 0; i < 4; i += 1) {
    const answer = await begin(rep(), { name: `${i}.txt`, bytes, recordId })
    statuses.push(answer.status)
    if (answer.status !== 201) expect(await codeIn(answer)).toBe('file.no_room')
  }
  expect(statuses.at(0)).toBe(201)
  expect(statuses.at(-1)).toBe(413)
})

test('files go along when two customers are merged, and back when that is undone', async () => {
  const { api } = org
  const made = async (name: string) => textAt((await api.post('/accounts', { name })).body, 'id')
  const [gone, into] = [await made('Nordwind'), await made('Nordwind GmbH')]
  await send(org.owner, { name: 'c.txt', bytes: Buffer.from('c'), recordType: 'account', recordId: gone })
  expect((await api.post(`/accounts/${gone}/merge`, { into })).status).toBe(200)
  expect(at((await filesOf(org.owner, into, '', 'account')).body, 'items.0.name')).toBe('c.txt')
  expect((await api.post(`/accounts/${gone}/restore`)).status).toBe(200)
  expect(at((await filesOf(org.owner, gone, '', 'account')).body, 'items.0.name')).toBe('c.txt')
})
