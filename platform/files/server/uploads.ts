import { randomBytes } from 'node:crypto'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { MemoryLocker, Metadata, Server as TusServer, Upload } from '@tus/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { writing } from '#ledger/server/writing.ts'
import { requireScope } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import { type App, newId } from '#platform/config/context.ts'
import { localeFor, speaking } from '#platform/http/language.ts'
import { type Authenticate, base } from '#platform/http/mount.ts'
import { problemOf } from '#platform/http/problem.ts'
import { fileWrites } from '../contract.ts'
import { contentOf, headBytes, plainName } from '../rules/content.ts'
import { type Attachable, type FileRow, fileFolder, noteFile, requireChanged, uploadOf } from './files.ts'
import { type FileLimits, requireFits, requireRoom } from './limits.ts'

const path = `${base}/files/uploads`

interface Uploads {
  readonly app: App
  readonly types: Attachable
  readonly limits: FileLimits
  readonly locker: MemoryLocker
}
/** One request of somebody: what is theirs was looked up before the protocol takes over. */
interface Sending {
  readonly actor: Actor
  readonly request: FastifyRequest
  readonly file: FileRow
}

/**
 * Files come in by the tus protocol (1.0, creation and termination), so that what was sent before a connection broke need
 * not be sent again. Whether somebody may attach a file, whose upload it is and what fits is asked here; the protocol's own
 * part only moves bytes. Errors of ours are problems as everywhere, the protocol's are its own.
 */
export function fileUploads(
  server: FastifyInstance,
  given: {
    readonly app: App
    readonly types: Attachable
    readonly limits: FileLimits
    readonly authenticate: Authenticate
  },
): void {
  const { app, types, limits, authenticate } = given
  const uploads: Uploads = { app, types, limits, locker: new MemoryLocker() }
  // the body is read by the protocol, as it comes
  server.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
  const caller = async (request: FastifyRequest): Promise<Actor> => {
    const actor = await authenticate(request)
    if (!actor) throw new Fault('auth.required')
    requireScope(actor, fileWrites)
    if (actor.memberId === null) throw new Fault('auth.required')
    return speaking(request, actor)
  }
  server.post(path, async (request, reply) => {
    const actor = await caller(request)
    const file = await begin(uploads, actor, request)
    return speakTus(uploads, { actor, request, file }, reply)
  })
  server.route<{ Params: { place: string } }>({
    method: ['HEAD', 'PATCH', 'DELETE'],
    url: `${path}/:place`,
    handler: async (request, reply) => {
      const actor = await caller(request)
      const file = await uploadOf(app.db.of(actor.orgId), actor, request.params.place)
      if (!file) throw new Fault('file.upload_gone', { field: 'id', value: request.params.place })
      // all came, but nobody was there any more to be told so
      if (request.method === 'HEAD' && file.received_at === null && (await isWhole(app, actor, file)))
        await receive(uploads, { actor, request, file })
      return speakTus(uploads, { actor, request, file }, reply)
    },
  })
}

/** Throws Faults `file.…`, `record.not_found`, `access.…`. */
async function begin({ app, types, limits }: Uploads, actor: Actor, request: FastifyRequest): Promise<FileRow> {
  const said = metadataOf(request)
  const name = plainName(said['filename'] ?? '')
  if (name === null) throw new Fault('file.name_missing', { field: 'filename', value: said['filename'] ?? null })
  const length = request.headers['upload-length']
  const bytes = typeof length === 'string' && /^\d{1,15}$/.test(length) ? Number(length) : 0
  requireFits(limits, name, bytes)
  const recordType = said['recordType'] ?? ''
  const recordId = said['recordId'] ?? ''
  if (!/^[0-9a-f-]{36}$/i.test(recordId)) throw new Fault('record.not_found', { field: 'recordId', value: recordId })
  await mkdir(fileFolder(app, actor.orgId), { recursive: true, mode: 0o700 })
  return writing(app, actor, async (write) => {
    const { deletedAt } = await requireChanged(write, types, recordType, recordId)
    if (deletedAt !== null) throw new Fault('record.deleted', { field: 'recordId', value: recordId })
    await requireRoom(write.tx, actor.orgId, limits, bytes)
    const [id, place] = [newId(), randomBytes(24).toString('hex')]
    await sql`insert into file (org_id, id, record_type, record_id, name, bytes, place, created_at, created_by)
      values (${actor.orgId}::uuid, ${id}::uuid, ${recordType}, ${recordId}::uuid, ${name}, ${bytes}, ${place},
        ${write.now.toString()}::timestamptz, ${actor.memberId}::uuid)`.execute(write.tx)
    const made = await uploadOf(write.tx, actor, place)
    if (!made) throw new Error('An upload is not there that was just begun.')
    return made
  })
}

function metadataOf(request: FastifyRequest): Readonly<Record<string, string | null>> {
  const header = request.headers['upload-metadata']
  try {
    return Metadata.parse(typeof header === 'string' ? header : '')
  } catch {
    throw new Fault('file.name_missing', { field: 'filename', value: null })
  }
}

/** Hands the request to the protocol, which knows this one file and no other. */
async function speakTus(uploads: Uploads, sending: Sending, reply: FastifyReply): Promise<FastifyReply> {
  const { app, locker } = uploads
  const { actor, request, file } = sending
  const store = new FileStore({ directory: fileFolder(app, actor.orgId), configstore: rowOf(uploads, sending) })
  store.extensions = ['creation', 'termination']
  const tus = new TusServer({
    path,
    datastore: store,
    locker,
    relativeLocation: true,
    allowedOrigins: () => false,
    disableTerminationForFinishedUploads: true,
    namingFunction: () => file.place,
    onUploadFinish: async () => {
      const refused = await receive(uploads, sending)
      if (refused === null) return {}
      const problem = problemOf(refused, localeFor(request), request.url)
      const headers = { 'content-type': 'application/problem+json' }
      return { status_code: problem.status, headers, body: JSON.stringify(problem) }
    },
  })
  reply.hijack()
  await tus.handle(request.raw, reply.raw)
  return reply
}

/** What the protocol keeps of an upload is the row of the file; there is nothing beside it. */
function rowOf({ app }: Uploads, { actor, file }: Sending) {
  return {
    get: async (place: string) =>
      place === file.place ? new Upload({ id: place, offset: 0, size: Number(file.bytes) }) : undefined,
    set: async () => {},
    delete: async (place: string) => {
      await sql`delete from file where org_id = ${actor.orgId}::uuid and place = ${place} and received_at is null`.execute(
        app.db.of(actor.orgId),
      )
    },
  }
}

async function isWhole(app: App, actor: Actor, file: FileRow): Promise<boolean> {
  const found = await stat(join(fileFolder(app, actor.orgId), file.place)).catch(() => null)
  return found !== null && found.size === Number(file.bytes)
}

/** All bytes are here: looks what they are and makes the file one of its record's. A program is thrown away; the Fault says so. */
async function receive({ app, types }: Uploads, { actor, file }: Sending): Promise<Fault | null> {
  const at = join(fileFolder(app, actor.orgId), file.place)
  const content = contentOf(await headOf(at), file.name)
  if (content.is === 'program') {
    await sql`delete from file where org_id = ${actor.orgId}::uuid and id = ${file.id}::uuid and received_at is null`.execute(
      app.db.of(actor.orgId),
    )
    await rm(at, { force: true })
    return new Fault('file.kind_refused', { field: 'name', value: file.name })
  }
  try {
    await writing(app, actor, async (write) => {
      const { ownerId, deletedAt } = await requireChanged(write, types, file.record_type, file.record_id)
      if (deletedAt !== null) throw new Fault('record.deleted', { field: 'recordId', value: file.record_id })
      const { rows } = await sql`update file set received_at = ${write.now.toString()}::timestamptz,
        content_type = ${content.type} where org_id = ${actor.orgId}::uuid and id = ${file.id}::uuid
        and received_at is null returning id`.execute(write.tx)
      if (rows.length > 0) noteFile(write, file, 'fileAdded', ownerId)
    })
    return null
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}

async function headOf(at: string): Promise<Uint8Array> {
  const file = await open(at)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
