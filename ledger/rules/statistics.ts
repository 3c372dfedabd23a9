/** The middle value, or the mean of the middle two. Undefined for nothing. */
export function median(values: readonly number[]): number | undefined {
  return percentile(values, 0.5)
}

/**
 * Percentile of type 7 (Hyndman and Fan; Excel's PERCENTILE.INC, R's default): straight lines between the sorted values.
 * `p` from 0 to 1. Undefined for nothing.
 */
export function percentile(values: readonly number[], p: number): number | undefined {
  if (!(p >= 0 && p <= 1)) throw new RangeError('A percentile is from 0 to 1')
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * p
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  if (below === undefined || above === undefined) return undefined
  return below + (above - below) * (place - Math.floor(place))
}
