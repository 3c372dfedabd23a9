import type { FastifyReply } from 'fastify'

/** A file to be kept: named also where a client reads plain names only, and never opened as a page of ours. */
export function attach(reply: FastifyReply, name: string): FastifyReply {
  const plain = name.replace(/[^\w. -]+/g, '').replace(/^[ -]+/, '')
  return reply
    .type('text/csv; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', 'sandbox')
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`)
}
