import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Fault } from '#ledger/rules/fault.ts'
import { databaseCode, databaseFault } from '#ledger/server/databaseFault.ts'
import type { App } from '#platform/config/context.ts'
import { answerHeaders } from './answerHeaders.ts'
import { localeFor } from './language.ts'
import { type Problem, problemOf } from './problem.ts'

/** What the framework, the network and the database refuse, by their codes. */
const known: { readonly [code: string]: string } = {
  FST_ERR_BAD_URL: 'request.unreadable',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.unreadable',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.unreadable',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.unreadable',
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.media_type',
  FST_ERR_MAX_PARAM_LENGTH: 'route.not_found',
  FST_REQ_FILE_TOO_LARGE: 'request.too_large',
  ECONNREFUSED: 'database.unreachable',
  ECONNRESET: 'database.unreachable',
  ENOENT: 'database.unreachable',
  '08006': 'database.unreachable',
  '53100': 'database.full',
  '53300': 'database.unreachable',
  '57P01': 'database.unreachable',
  '57P02': 'database.unreachable',
  '57P03': 'database.unreachable',
}
const retrySeconds = 2
const roomSeconds = 60

/** Faults become problems; anything else is logged and answered without its inside. */
export function answerErrors(server: FastifyInstance, app: App): void {
  server.setNotFoundHandler((request, reply) =>
    send(reply, request, new Fault('route.not_found', { value: request.url.slice(0, 200) })),
  )
  server.setErrorHandler((error, request, reply) => answerError(app, error, request, reply))
}

export function answerError(app: App, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const fault = faultOf(error, request)
  if (fault?.code === 'database.full') app.log.error({ err: error }, 'the disk of the database is full')
  if (fault) return send(reply, request, fault)
  app.log.error({ err: error, url: request.url }, 'request failed')
  return send(reply, request, new Fault('request.failed', { value: request.id }))
}

function faultOf(error: unknown, request: FastifyRequest): Fault | null {
  if (error instanceof Fault) return error
  const code = known[databaseCode(error)]
  if (code === 'database.full') return new Fault(code, { value: '', retryAfter: roomSeconds })
  if (code === 'database.unreachable') return new Fault(code, { value: '', retryAfter: retrySeconds })
  if (code === 'route.not_found') return new Fault(code, { value: request.url.slice(0, 200) })
  if (code) return new Fault(code, { value: '' })
  const refused = databaseFault(error)
  return refused instanceof Fault ? refused : null
}

function send(reply: FastifyReply, request: FastifyRequest, fault: Fault): FastifyReply {
  const wait = fault.details['retryAfter']
  if (typeof wait === 'number') reply.header('retry-after', String(wait))
  return sendProblem(reply, problemOf(fault, localeFor(request), request.url))
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .headers(answerHeaders)
    .type('application/problem+json')
    .send(JSON.stringify(problem))
}
