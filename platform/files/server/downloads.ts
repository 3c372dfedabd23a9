import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Fault } from '#ledger/rules/fault.ts'
import { requireScope } from '#platform/access/access.ts'
import type { App } from '#platform/config/context.ts'
import { attach } from '#platform/http/attach.ts'
import { speaking } from '#platform/http/language.ts'
import { type Authenticate, base } from '#platform/http/mount.ts'
import { fileReads } from '../contract.ts'
import { isPicture } from '../rules/content.ts'
import { type Attachable, type FileRow, fileFolder, fileFor } from './files.ts'

interface Asked {
  readonly Params: { readonly id: string }
}

/** Files go out as attachments that no browser opens as a page of ours; pictures are drawn, too, and can do nothing else. */
export function fileDownloads(
  server: FastifyInstance,
  { app, types, authenticate }: { readonly app: App; readonly types: Attachable; readonly authenticate: Authenticate },
): void {
  const sent = async (request: FastifyRequest<Asked>, reply: FastifyReply, picture: boolean) => {
    const actor = await authenticate(request)
    if (!actor) throw new Fault('auth.required')
    requireScope(actor, fileReads)
    const { id } = request.params
    if (!/^[0-9a-f-]{36}$/i.test(id)) throw new Fault('file.not_found', { field: 'id', value: id })
    const file = await fileFor(app.db.of(actor.orgId), speaking(request, actor), types, id)
    if (picture && !isPicture(file.content_type ?? '')) throw new Fault('file.not_found', { field: 'id', value: id })
    const at = join(fileFolder(app, actor.orgId), file.place)
    const found = await stat(at).catch(() => null)
    if (!found) throw new Fault('file.lost', { field: 'id', value: file.name })
    attached(reply, file, picture).header('content-length', String(found.size))
    return reply.send(createReadStream(at))
  }
  server.get<Asked>(`${base}/files/:id/content`, (request, reply) => sent(request, reply, false))
  server.get<Asked>(`${base}/files/:id/picture`, (request, reply) => sent(request, reply, true))
}

function attached(reply: FastifyReply, file: FileRow, picture: boolean): FastifyReply {
  attach(reply, file.name).type(file.content_type ?? 'application/octet-stream')
  return picture ? reply.header('content-disposition', 'inline') : reply
}
