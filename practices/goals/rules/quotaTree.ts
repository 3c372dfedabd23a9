export interface TreeTeam {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
  readonly managerId: string | null
}
export interface TreePerson {
  readonly id: string
  readonly name: string
  readonly teamId: string | null
  /** The asker may see their targets. */
  readonly seen: boolean
}
export type Placed =
  | { readonly kind: 'team'; readonly id: string; readonly depth: number; readonly whole: boolean }
  | { readonly kind: 'member'; readonly id: string; readonly depth: number }

/**
 * Teams as a tree with their people, each team before those below it, its manager first. People without a team come last.
 * A team is there where somebody below it is seen, or where `shown` says so; it is whole where everybody below is seen.
 */
export function quotaTree(
  teams: readonly TreeTeam[],
  people: readonly TreePerson[],
  { compare, shown }: { compare: (a: string, b: string) => number; shown: (teamId: string) => boolean },
): Placed[] {
  const known = new Set(teams.map(({ id }) => id))
  const below = Map.groupBy(
    teams.toSorted((a, b) => compare(a.name, b.name)),
    ({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null),
  )
  const members = Map.groupBy(
    people.toSorted((a, b) => compare(a.name, b.name)),
    ({ teamId }) => (teamId !== null && known.has(teamId) ? teamId : null),
  )
  const seenOf = (teamId: string | null) => (members.get(teamId) ?? []).filter(({ seen }) => seen)
  const placed = (team: TreeTeam, depth: number, above: ReadonlySet<string>): Placed[] => {
    // a team that stands above itself would never end
    if (above.has(team.id)) return []
    const within = new Set([...above, team.id])
    const own = seenOf(team.id).toSorted((a, b) => Number(b.id === team.managerId) - Number(a.id === team.managerId))
    const deeper = (below.get(team.id) ?? []).flatMap((one) => placed(one, depth + 1, within))
    if (own.length === 0 && deeper.length === 0 && !shown(team.id)) return []
    const whole = everybodySeen(team.id, below, members, above)
    const persons = own.map(({ id }): Placed => ({ kind: 'member', id, depth: depth + 1 }))
    return [{ kind: 'team', id: team.id, depth, whole }, ...persons, ...deeper]
  }
  const roots = (below.get(null) ?? []).flatMap((team) => placed(team, 0, new Set()))
  return [...roots, ...seenOf(null).map(({ id }): Placed => ({ kind: 'member', id, depth: 0 }))]
}

function everybodySeen(
  teamId: string,
  below: ReadonlyMap<string | null, readonly TreeTeam[]>,
  members: ReadonlyMap<string | null, readonly TreePerson[]>,
  above: ReadonlySet<string>,
): boolean {
  if (above.has(teamId)) return true
  const within = new Set([...above, teamId])
  return (
    (members.get(teamId) ?? []).every(({ seen }) => seen) &&
    (below.get(teamId) ?? []).every(({ id }) => everybodySeen(id, below, members, within))
  )
}
