import { queryOptions, useQuery } from '@tanstack/react-query'
import { client } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'

export interface Person {
  readonly id: string
  readonly name: string
  readonly vacant: boolean
}

/** Whom a target is handed down to: those who sell, and vacant seats, in a team and the teams below it, or everywhere. */
export function peopleQuery(teamId: string | null, today: string) {
  return queryOptions({
    queryKey: [['org', 'peopleBelow'], teamId, today],
    queryFn: ({ signal }) => peopleBelow(teamId, today, signal),
  })
}

export function usePeopleBelow(teamId: string | null, enabled: boolean) {
  const { today } = useMe()
  return useQuery({ ...peopleQuery(teamId, today), enabled })
}

async function peopleBelow(teamId: string | null, today: string, signal: AbortSignal): Promise<readonly Person[]> {
  const members = await pages((cursor) =>
    client.org.members.list({ filter: { role: { eq: 'rep' } }, limit: 200, ...cursor }, { signal }),
  )
  const employed = members.filter(
    ({ employedTo, deactivatedOn }) => (employedTo ?? today) >= today && (deactivatedOn ?? '9999-12-31') > today,
  )
  const inTeam = teamId === null ? null : await membersOf(teamId, today, signal)
  return employed
    .filter(({ id }) => inTeam === null || inTeam.has(id))
    .map(({ id, name, vacant }) => ({ id, name, vacant }))
}

async function membersOf(teamId: string, today: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const teams = await pages((cursor) => client.org.teams.list({ limit: 200, ...cursor }, { signal }))
  const below = new Set([teamId])
  for (let known = 0; known < below.size; ) {
    known = below.size
    for (const { id, parentId } of teams) if (parentId !== null && below.has(parentId)) below.add(id)
  }
  const places = await pages((cursor) =>
    client.org.memberships.list({ filter: { teamId: { in: [...below] } }, limit: 200, ...cursor }, { signal }),
  )
  const now = places.filter(
    ({ validFrom, validTo }) => (validFrom ?? today) <= today && (validTo ?? '9999-12-31') > today,
  )
  return new Set(now.map(({ memberId }) => memberId))
}

interface PageOf<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/** A list to its end. */
async function pages<T>(ask: (cursor: { cursor?: string }) => Promise<PageOf<T>>): Promise<readonly T[]> {
  const found: T[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: PageOf<T> = await ask(cursor === '' ? {} : { cursor })
    found.push(...page.items)
    cursor = page.nextCursor
  }
  return found
}
