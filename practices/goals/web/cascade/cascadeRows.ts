import type { CascadeNodeJson } from '../../contract/cascade.ts'

/** A row that is shown, with where it stands among those beside it, as a tree grid tells it. */
export interface CascadeRow {
  readonly key: string
  readonly node: CascadeNodeJson
  /** From 1. */
  readonly level: number
  readonly place: number
  readonly size: number
  readonly parentKey: string | null
  /** Null where nothing is below it. */
  readonly isOpen: boolean | null
}

export const keyOfNode = ({ of, id }: Pick<CascadeNodeJson, 'of' | 'id'>) => `${of} ${id ?? ''}`

/** Of the nodes, each before those below it, those that are not below a closed one. */
export function cascadeRows(nodes: readonly CascadeNodeJson[], closed: ReadonlySet<string>): CascadeRow[] {
  const path: { readonly key: string; readonly isShown: boolean }[] = []
  const all = nodes.map((node, i) => {
    path.length = Math.min(path.length, node.depth)
    const key = keyOfNode(node)
    const parent = path.at(-1)
    const isShown = parent === undefined || (parent.isShown && !closed.has(parent.key))
    const hasBelow = (nodes[i + 1]?.depth ?? 0) > node.depth
    path.push({ key, isShown })
    return { key, node, isShown, parentKey: parent?.key ?? null, isOpen: hasBelow ? !closed.has(key) : null }
  })
  const beside = Map.groupBy(all, ({ parentKey }) => parentKey)
  const places = new Map([...beside.values()].flatMap((some) => some.map(({ key }, i) => [key, i + 1] as const)))
  return all
    .filter(({ isShown }) => isShown)
    .map(({ key, node, parentKey, isOpen }) => ({
      key,
      node,
      level: node.depth + 1,
      place: places.get(key) ?? 1,
      size: beside.get(parentKey)?.length ?? 1,
      parentKey,
      isOpen,
    }))
}

/** Where a key leads from a row: another row to go to, or the row to be opened or closed. */
export type TreeStep = { readonly to: number } | { readonly turn: string } | null

/** As in every tree: up and down by rows; left closes or goes to the one above, right opens or goes below. */
export function treeStep(rows: readonly CascadeRow[], at: number, key: string): TreeStep {
  const row = rows[at]
  if (row === undefined) return null
  switch (key) {
    case 'ArrowDown':
      return at + 1 < rows.length ? { to: at + 1 } : null
    case 'ArrowUp':
      return at > 0 ? { to: at - 1 } : null
    case 'Home':
      return { to: 0 }
    case 'End':
      return { to: rows.length - 1 }
    case 'ArrowRight':
      if (row.isOpen === null) return null
      return row.isOpen ? { to: at + 1 } : { turn: row.key }
    case 'ArrowLeft': {
      if (row.isOpen === true) return { turn: row.key }
      const above = rows.findIndex(({ key: other }) => other === row.parentKey)
      return above < 0 ? null : { to: above }
    }
    default:
      return null
  }
}
