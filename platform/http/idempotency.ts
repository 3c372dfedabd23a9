import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { rowsIn } from '#platform/access/access.ts'
import { snake } from '#platform/record/record.ts'
import type { RouteMeta } from '#platform/record/resource.ts'
import { type Call, type Handled, type Inside, Reply } from './handled.ts'
import { isObject } from './input.ts'

/** One write under the key that its caller gave it. */
interface Keyed {
  readonly call: Call<unknown>
  readonly meta: RouteMeta
  readonly status: number
  readonly actorId: string
  /** Method and address, with the names of its parts. */
  readonly route: string
  readonly key: string
  readonly bodyHash: string
}
interface FirstAnswer {
  readonly body_hash: string
  readonly status: number
  readonly answer: unknown
}
const keptHours = 48
const keyMax = 255

/**
 * A write that comes again with its key is answered as it was the first time and not done again; of two at once, one
 * writes. Another body under the key is refused. Throws Faults `idempotency.reused` (409), `idempotency.too_long`.
 */
export async function once(
  one: Handled,
  call: Call<unknown>,
  key: string,
  { meta, route, status }: Pick<Keyed, 'meta' | 'route' | 'status'>,
): Promise<unknown> {
  if (key.length > keyMax) {
    throw new Fault('idempotency.too_long', { field: 'Idempotency-Key', value: key.slice(0, 50), most: keyMax })
  }
  const bodyHash = createHash('sha256').update(JSON.stringify(call.input)).digest('hex')
  const keyed: Keyed = { call, meta, route, status, key, bodyHash, actorId: call.actor.memberId ?? call.actor.orgId }
  const earlier = await firstAnswer(keyed)
  if (earlier) return replay(keyed, earlier)
  try {
    return await one.run(call, keep(keyed))
  } catch (error) {
    // Two at once: the second was held up until the first had written, and found its record closed or its key taken.
    const other = error instanceof Fault ? await firstAnswer(keyed) : undefined
    if (other?.body_hash !== bodyHash) throw error
    return replay(keyed, other)
  }
}

/** In the write's own transaction; what has run out goes at the same time. */
function keep({ call, actorId, route, key, bodyHash, status }: Keyed): Inside {
  return async (write, answer) => {
    await sql`delete from idempotency where org_id = ${call.actor.orgId}::uuid and at <= ${since(call)}::timestamptz`.execute(
      write.tx,
    )
    await sql`insert into idempotency (org_id, actor_id, route, key, body_hash, status, answer, at)
      values (${call.actor.orgId}::uuid, ${actorId}::uuid, ${route}, ${key}, ${bodyHash}, ${status},
        ${JSON.stringify(answer)}::jsonb, ${write.now.toString()}::timestamptz)`.execute(write.tx)
  }
}

async function firstAnswer({ call, actorId, route, key }: Keyed): Promise<FirstAnswer | undefined> {
  const { rows } = await sql<FirstAnswer>`select body_hash, status, answer from idempotency
    where org_id = ${call.actor.orgId}::uuid and actor_id = ${actorId}::uuid and route = ${route} and key = ${key}
      and at > ${since(call)}::timestamptz`.execute(call.db)
  return rows[0]
}
const since = ({ app }: Call<unknown>) => app.clock.now().subtract({ hours: keptHours }).toString()

async function replay(keyed: Keyed, earlier: FirstAnswer): Promise<Reply<unknown>> {
  if (earlier.body_hash !== keyed.bodyHash) {
    throw new Fault('idempotency.reused', { field: 'Idempotency-Key', value: keyed.key })
  }
  await requireReach(keyed, earlier.answer)
  return new Reply(earlier.answer, earlier.status, { 'idempotency-replayed': 'true' })
}

/** The answer holds the record as it was: who no longer reaches it is not told again. */
async function requireReach({ call, meta }: Keyed, answer: unknown): Promise<void> {
  if (meta.type === undefined || meta.owner === undefined || !isObject(answer)) return
  const id = answer['id']
  if (typeof id !== 'string') return
  const { rows } = await sql`select from ${sql.table(snake(meta.type))} where org_id = ${call.actor.orgId}::uuid
    and id = ${id}::uuid and ${rowsIn(call.actor, call.scope, meta.owner)}`.execute(call.db)
  if (rows.length === 0) throw new Fault('record.not_found', { field: 'id', value: id, type: meta.type })
}
