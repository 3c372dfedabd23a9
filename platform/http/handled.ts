import type { Readable } from 'node:stream'
import type { Write } from '#ledger/server/write.ts'
import { writing } from '#ledger/server/writing.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Scope } from '#platform/record/record.ts'
import type { Procedure, RouteMeta } from '#platform/record/resource.ts'

/** One call of a route, its caller known and let in, its input well formed. */
export interface Call<I> {
  readonly app: App
  readonly actor: Actor
  /** Which rows the caller's role reaches here. */
  readonly scope: Scope
  readonly db: Db
  readonly input: I
  /** The version that `If-Match` names. */
  readonly ifMatch: number | null
  readonly reason: string | null
}
export interface WritingCall<I> extends Call<I> {
  readonly write: Write
}

/** An answer that is not simply the body with the route's own status. */
export class Reply<O> {
  readonly body: O
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  constructor(body: O, status: number, headers: Readonly<Record<string, string>> = {}) {
    this.body = body
    this.status = status
    this.headers = headers
  }
}

/** A file in place of JSON, sent as it is made. */
export class FileReply {
  readonly name: string
  readonly content: Readable
  constructor(name: string, content: Readable) {
    this.name = name
    this.content = content
  }
}

export interface Handled {
  readonly procedure: AnyRoute
  /** Runs after access was checked; for a command inside the transaction that holds the idempotency key. */
  readonly run: (call: Call<unknown>, inside?: Inside) => Promise<unknown>
}
/** What else belongs into a command's transaction. */
export type Inside = (write: Write, answer: unknown) => Promise<void>
export type AnyRoute = { readonly '~orpc': { readonly meta: RouteMeta } & Record<string, unknown> }

/** A route that reads. */
export function query<I, O>(
  procedure: Procedure<I, O>,
  run: (call: Call<I>) => Promise<O | Reply<O> | FileReply>,
): Handled {
  return { procedure: anyRoute(procedure), run: (call) => run(call as Call<I>) }
}

/** A route that changes: one transaction, in which `save` is the door. */
export function command<I, O>(procedure: Procedure<I, O>, run: (call: WritingCall<I>) => Promise<O>): Handled {
  return {
    procedure: anyRoute(procedure),
    run: (call, inside) =>
      writing(
        call.app,
        call.actor,
        async (write) => {
          const answer = await run({ ...(call as Call<I>), db: write.tx, write })
          await inside?.(write, answer)
          return answer
        },
        { reason: call.reason },
      ),
  }
}

/** Handlers of all routes stand in one list; the mount gives each the input that its own schema let through. */
function anyRoute<I, O>(procedure: Procedure<I, O>): AnyRoute {
  return procedure as unknown as AnyRoute
}

export type InputOf<P> = P extends Procedure<infer I, infer _O> ? I : never
export type OutputOf<P> = P extends Procedure<infer _I, infer O> ? O : never
