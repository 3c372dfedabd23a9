import type { FastifyRequest } from 'fastify'
import type { Actor } from '#platform/access/actor.ts'
import { type Locale, localeOf } from '#platform/text/messages.ts'

const own = new WeakMap<FastifyRequest, string>()

/** The caller in the language that the request asks for; without one, in their own. */
export function speaking(request: FastifyRequest, actor: Actor): Actor {
  const asked = request.headers['accept-language']
  if (asked !== undefined) return { ...actor, locale: asked }
  own.set(request, actor.locale)
  return actor
}

/** The language to answer a request in, also where it fails before anybody is known. */
export function localeFor(request: FastifyRequest): Locale {
  return localeOf(request.headers['accept-language'] ?? own.get(request))
}
