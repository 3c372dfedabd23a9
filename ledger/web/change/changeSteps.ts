import type { FigureJson } from '#ledger/contract.ts'
import { sizeOf } from '../results/rowOrder.ts'

/** Where a bar begins and ends, in percent from the left. */
export interface Span {
  readonly left: number
  readonly width: number
}
/** The bars of a picture that leads from one value to another: each part begins where the one before it ended. */
export interface Steps {
  readonly before: Span
  readonly parts: readonly Span[]
  readonly after: Span
}

type Value = FigureJson['value']

/**
 * The picture shows what lies between the least and the greatest value on the way, so that small parts of a large
 * figure can still be seen; both ends reach from the left.
 */
export function stepsOf(before: Value, effects: readonly Value[], after: Value): Steps {
  const first = sizeOf(before) ?? 0
  let stop = first
  const stops = effects.map((effect) => {
    stop += sizeOf(effect) ?? 0
    return stop
  })
  const way = [first, ...stops, sizeOf(after) ?? 0]
  const [least, most] = [Math.min(...way), Math.max(...way)]
  const low = least - (most - least) * 0.15
  const low0 = least >= 0 && low < 0 ? 0 : low
  const place = (value: number) => (most === low0 ? 0 : ((value - low0) / (most - low0)) * 100)
  const span = (a: number, b: number): Span => ({
    left: Math.min(place(a), place(b)),
    width: Math.abs(place(b) - place(a)),
  })
  const whole = (value: number): Span => ({ left: 0, width: place(value) })
  return {
    before: whole(first),
    parts: stops.map((stop, i) => span(i === 0 ? first : (stops[i - 1] ?? first), stop)),
    after: whole(sizeOf(after) ?? 0),
  }
}
