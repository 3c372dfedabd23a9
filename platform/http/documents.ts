import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import type { AnyDeclaration } from '#platform/record/record.ts'
import { docsPage } from './docsPage.ts'
import { localeFor } from './language.ts'
import { base } from './mount.ts'

/** Made by `node bin/generated.mjs`: making it takes half a second and 100 MB, which no server should spend. */
const file = new URL('./openapi.generated.json', import.meta.url)
export const written = () => readFile(file, 'utf8')

/** Serves the written document of the API, and the page that is made of it, in the reader's language. */
export function serveDocuments(server: FastifyInstance, declarations: readonly AnyDeclaration[]): void {
  server.get(`${base}/openapi.json`, async (_, reply) =>
    reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(await written()),
  )
  server.get(`${base}/docs`, async (request, reply) => {
    const document: unknown = JSON.parse(await written())
    reply.header('vary', 'accept-language').header('cache-control', 'no-cache')
    return reply.type('text/html; charset=utf-8').send(docsPage(document, declarations, localeFor(request)))
  })
}
