import type { FastifyReply } from 'fastify'

/** A file to be kept: named also where a client reads plain names only, and never opened as a page of ours. */
export function attach(reply: FastifyReply, name: string): FastifyReply {
  const plain = name.replace(/[^\w. -]+/g, '').replace(/^[ -]+/, '')
  return reply
    .type(typeOf(name))
    .header('cache-control', 'no-store')
    .header('content-security-policy', 'sandbox')
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`)
}

function typeOf(name: string): string {
  return name.endsWith('.xlsx')
    ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    : 'text/csv; charset=utf-8'
}
