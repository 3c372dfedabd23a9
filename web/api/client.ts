import { createORPCClient } from '@orpc/client'
import { type AnyContractRouter, ContractProcedure, type ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { language } from '#web/frame/language.ts'
import routes from './contract.generated.json' with { type: 'json' }
import type { Contracts } from './contracts.ts'
import { keyOf } from './idempotency.ts'
import { isSignedOut, problemIn, Unreachable } from './problem.ts'
import type { RouteTree } from './routesOf.ts'
import { signedInAgain } from './sessionEnd.ts'

/** What a call may bring beside its input. */
export type CallContext = {
  /** The version of the record that the change was made on: another one is refused (412) and both are shown. */
  ifMatch?: number
}

const methods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const

const link = new OpenAPILink<CallContext>(contractFrom(routes), {
  url: () => `${location.origin}/api/v1`,
  headers: ({ context }, _path, input) => ({
    'accept-language': language(),
    'idempotency-key': keyOf(input),
    ...(context.ifMatch === undefined ? {} : { 'if-match': `"${context.ifMatch}"` }),
  }),
  fetch: async (request, init) => {
    const again = request.clone()
    const response = await answerTo(request, init)
    if (response.ok) return response
    const problem = await problemIn(response)
    if (!isSignedOut(problem) || !(await signedInAgain())) throw problem
    const second = await answerTo(again, init)
    if (!second.ok) throw await problemIn(second)
    return second
  },
})

async function answerTo(request: Request, init: object): Promise<Response> {
  return fetch(request, { ...init, credentials: 'same-origin' }).catch((cause: unknown) => {
    throw request.signal.aborted ? cause : new Unreachable(cause)
  })
}

/** The public API, typed by the contracts. */
export const client: ContractRouterClient<Contracts, CallContext> = createORPCClient(link)
/** The same as options for TanStack Query: `useQuery(api.crm.stages.list.queryOptions({ input: {} }))`. */
export const api = createTanstackQueryUtils(client)

function contractFrom(tree: RouteTree): AnyContractRouter {
  return Object.fromEntries(Object.entries(tree).map(([name, route]) => [name, partFrom(route)]))
}
function partFrom(route: string | RouteTree): AnyContractRouter {
  if (typeof route !== 'string') return contractFrom(route)
  const [verb, path] = route.split(' ')
  const method = methods.find((one) => one === verb) ?? 'POST'
  return new ContractProcedure({ route: { method, path: `/${path?.slice(1) ?? ''}` }, errorMap: {}, meta: {} })
}
