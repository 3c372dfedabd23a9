import { type AnyContractRouter, isContractProcedure } from '@orpc/contract'

/** Routes by name: "GET /deals/{id}". */
export interface RouteTree {
  readonly [name: string]: string | RouteTree
}

/** Method and path of every route of a contract, in the order of their names: what the browser needs of it. */
export function routesOf(router: AnyContractRouter): string | RouteTree {
  if (isContractProcedure(router)) {
    const { method, path } = router['~orpc'].route
    return `${method ?? 'POST'} ${path ?? ''}`
  }
  const names = Object.keys(router).sort()
  return Object.fromEntries(names.map((name) => [name, routesOf(inside(router, name))]))
}

function inside(router: AnyContractRouter, name: string): AnyContractRouter {
  const found: AnyContractRouter = Reflect.get(router, name)
  return found
}
