import { expect } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { buildOrg } from './harness.ts'
import { at, type Caller, listAt, type Served, textAt } from './serving.ts'

/** Maya and Tomás sell under Lin; what they do is done on the day that the clock says. */
export interface Sellers {
  readonly ada: Actor
  readonly maya: string
  readonly tomas: string
  readonly lin: string
  readonly team: string
  day(on: string): void
  readonly api: Caller
  as(memberId: string, role: Actor['role']): Caller
  make(path: string, body: object): Promise<string>
  /** Wins a deal today. */
  win(ownerId: string, amount: string): Promise<string>
  /** The goals that an address answers with. */
  goals(query: string, caller?: Caller): Promise<readonly unknown[]>
  goal(query: string, caller?: Caller): Promise<unknown>
}

export async function sellers(served: Served, on: string): Promise<Sellers> {
  let today = on
  const day = (to: string) => {
    today = to
    served.clock.set(`${to}T02:00:00Z`)
  }
  day(on)
  const ada = await buildOrg(served.app)
  const of = (actor: Actor): Caller => {
    const caller = () => served.as({ ...actor, today })
    return {
      send: (...given) => caller().send(...given),
      get: (...given) => caller().get(...given),
      post: (...given) => caller().post(...given),
      patch: (...given) => caller().patch(...given),
      delete: (...given) => caller().delete(...given),
    }
  }
  const api = of(ada)
  const make: Sellers['make'] = async (path, body) => {
    const answer = await api.post(path, body)
    expect([path, answer.status, answer.body]).toEqual([path, 201, answer.body])
    return textAt(answer.body, 'id')
  }
  const person = (name: string, role: string) => make('/members', { name, role, vacant: false })
  const [maya, tomas, lin] = [
    await person('Maya', 'rep'),
    await person('Tomás', 'rep'),
    await person('林悦', 'manager'),
  ]
  const team = await make('/teams', { name: '华东', managerId: lin })
  for (const id of [maya, tomas]) await api.post(`/members/${id}/move`, { teamId: team, managerId: lin, from: null })
  const stageId = textAt((await api.get('/stages')).body, 'items.0.id')
  const goals: Sellers['goals'] = async (query, caller = api) => {
    const answer = await caller.get(`/goals?${query}`)
    expect([answer.status, answer.body]).toEqual([200, answer.body])
    return listAt(answer.body, 'items')
  }
  return {
    ada,
    maya,
    tomas,
    lin,
    team,
    day,
    api,
    as: (memberId, role) => of({ ...ada, memberId, role }),
    make,
    async win(ownerId, amount) {
      const id = await make('/deals', { name: 'Sensors', stageId, ownerId })
      const won = await api.post(`/deals/${id}/win`, { amount: money(amount) })
      expect(won.status).toBe(200)
      return id
    },
    goals,
    goal: async (query, caller) => at(await goals(query, caller), '0'),
  }
}

export const money = (amount: string, currency = 'CNY') => ({ amount, currency })
