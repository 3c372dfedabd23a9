interface Placed {
  readonly id: string
  readonly position: number
}

/** The positions that change when one is moved to another place: 1, 2, 3 … in the new order, where they are not so yet. */
export function movedPositions(
  records: readonly Placed[],
  { from, at }: { readonly from: number; readonly at: number },
): readonly Placed[] {
  const order = [...records]
  order.splice(at, 0, ...order.splice(from, 1))
  return order.flatMap(({ id, position }, i) => (position === i + 1 ? [] : [{ id, position: i + 1 }]))
}
