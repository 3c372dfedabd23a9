export interface TeamNode {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
}
export interface Branch<T extends TeamNode> {
  readonly team: T
  readonly depth: number
}

/** The teams in the order of a tree, each below its parent; one whose parent is gone stands at the top. */
export function teamTree<T extends TeamNode>(teams: readonly T[], locale: string): readonly Branch<T>[] {
  const known = new Set(teams.map(({ id }) => id))
  const byName = new Intl.Collator(locale, { numeric: true })
  const below = Map.groupBy(
    teams.toSorted((a, b) => byName.compare(a.name, b.name)),
    ({ parentId, id }) => (parentId !== null && parentId !== id && known.has(parentId) ? parentId : ''),
  )
  const placed = new Set<string>()
  const branch = (parent: string, depth: number): Branch<T>[] =>
    (below.get(parent) ?? []).flatMap((team) => {
      if (placed.has(team.id)) return []
      placed.add(team.id)
      return [{ team, depth }, ...branch(team.id, depth + 1)]
    })
  const tree = branch('', 0)
  // teams that are each other's parents hang on nothing
  return [...tree, ...teams.filter(({ id }) => !placed.has(id)).map((team) => ({ team, depth: 0 }))]
}
