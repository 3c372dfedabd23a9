import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Fault } from '#ledger/rules/fault.ts'
import type { Actor } from '#platform/access/actor.ts'

/** Requests a minute and process; null is no limit. */
export interface RequestLimits {
  /** For a member, over the web app or over their API keys. */
  readonly known: number | null
  /** For an address from which nobody is signed in. Signing in has tighter limits of its own. */
  readonly unknown: number | null
}
/** Far above what people and decent scripts need: it stops loops that ran away. */
export const usualLimits: RequestLimits = { known: 240_000, unknown: 1200 }

/** `FARSAIL_REQUESTS_PER_MINUTE` sets what a member has; 0 takes the limit away. */
export function limitsIn(settings: { readonly [name: string]: string | undefined }): RequestLimits {
  const asked = settings['FARSAIL_REQUESTS_PER_MINUTE']
  if (asked === undefined || !/^\d{1,9}$/.test(asked)) return usualLimits
  return { ...usualLimits, known: asked === '0' ? null : Number(asked) }
}

export interface RequestCounter {
  /** Counts a request and says in its headers what is left. Throws Fault `request.too_many` (429). */
  count(request: FastifyRequest, reply: FastifyReply, actor: Actor | null): Promise<void>
}

const windowSeconds = 60
type Check = (request: FastifyRequest) => ReturnType<ReturnType<FastifyInstance['createRateLimit']>>

export async function requestCounter(server: FastifyInstance, limits: RequestLimits): Promise<RequestCounter> {
  await server.register(rateLimit, { global: false })
  const keys = new WeakMap<FastifyRequest, string>()
  const checkOf = (max: number | null): Check | null =>
    max === null
      ? null
      : server.createRateLimit({
          max,
          timeWindow: windowSeconds * 1000,
          keyGenerator: (request) => keys.get(request) ?? request.ip,
        })
  const checks = { known: checkOf(limits.known), unknown: checkOf(limits.unknown) }
  return {
    async count(request, reply, actor) {
      const policy = actor === null ? 'unknown' : 'known'
      const check = checks[policy]
      if (check === null) return
      if (actor !== null) keys.set(request, `${actor.orgId} ${actor.memberId} ${actor.via}`)
      const found = await check(request)
      if (found.isAllowed) return
      const wait = Math.max(1, found.ttlInSeconds)
      // draft-ietf-httpapi-ratelimit-headers: the quota, and what is left of it for so many seconds
      reply.header('ratelimit-policy', `"${policy}";q=${found.max};w=${windowSeconds}`)
      reply.header('ratelimit', `"${policy}";r=${found.remaining};t=${wait}`)
      if (found.isExceeded) throw new Fault('request.too_many', { value: found.max, retryAfter: wait })
    },
  }
}
