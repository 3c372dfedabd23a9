import type { App } from '#platform/config/context.ts'
import type { AnyDeclaration } from '#platform/record/record.ts'
import { types } from '../product.ts'
import { type Route, routesOf } from './accessRecords.ts'
import type { Caller } from './serving.ts'
import type { Known } from './validInputs.ts'

/** How a command is tried: what it is given, and what the owner does to the record before, so that rules let it through. */
export interface Trial {
  readonly body?: (known: Known) => object
  readonly before?: (owner: Caller, path: string) => Promise<unknown>
  readonly query?: string
}
const money = (amount: string) => ({ amount, currency: 'CNY' })
const won = (owner: Caller, path: string) => owner.post(`${path}/win`, { amount: money('10.00') })

/** One line for each command of a record type, by method and path. */
export const trials: { readonly [command: string]: Trial } = {
  'POST /accounts/{id}/merge': { body: (known) => ({ into: known.get('account') }) },
  'POST /deals/{id}/advance': { body: (known) => ({ stageId: known.get('stage') }) },
  'POST /deals/{id}/win': { body: () => ({ amount: money('10.00') }) },
  'POST /deals/{id}/lose': { body: (known) => ({ lossReasonId: known.get('lossReason') }) },
  'POST /deals/{id}/reopen': { before: won },
  'POST /deals/{id}/cancel': { before: won },
  'POST /deals/{id}/correct': { before: won, body: () => ({ reason: 'a digit was wrong', amount: money('12.00') }) },
  'POST /targets/{id}/accept': {},
  'POST /targets/{id}/decline': { body: () => ({ reason: 'twice as much as last year' }) },
  'POST /targets/{id}/change': { body: () => ({ kind: 'correction', amount: '90.00', reason: 'a digit was wrong' }) },
  'GET /members/{id}/working-days': { query: '?from=2026-11-01&to=2026-11-30' },
  'POST /members/{id}/invite': {},
  'POST /members/{id}/move': { body: (known) => ({ teamId: known.get('team'), managerId: null, from: '2026-11-24' }) },
  'POST /members/{id}/deactivate': { body: () => ({ on: '2026-12-01', successorId: null }) },
}

/** Commands have a record in their address and are none of the routes that every declaration gives. */
export function commandsOf(app: App): (Route & { readonly declaration: AnyDeclaration })[] {
  return routesOf(app).flatMap((route) => {
    const declaration = types.get(route.meta.type ?? '')
    const isCommand = declaration && new RegExp(`^/${declaration.path}/\\{id\\}/(?!restore$)`).test(route.path)
    return isCommand ? [{ ...route, declaration }] : []
  })
}
