export interface Scale {
  readonly low: number
  readonly high: number
  /** Round numbers from low to high, for the lines. */
  readonly ticks: readonly number[]
}

const steps = [1, 2, 2.5, 5, 10] as const
const linesWanted = 3

/** Round ends and lines for values that start at 0: 0 to 873,112 → 0, 500,000, 1,000,000. */
export function scaleFor(values: readonly number[]): Scale {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  if (low === high) return { low: 0, high: 1, ticks: [0] }
  const rough = (high - low) / (linesWanted - 1)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = (steps.find((one) => one * power >= rough * (1 - 1e-9)) ?? 10) * power
  const [first, last] = [Math.floor(low / step), Math.ceil(high / step)]
  // a whole number times the step, or 0.1 + 0.2 would be written as a line's label
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
  return { low: first * step, high: last * step, ticks }
}

/** A month of the picture: its place from the left, what is drawn of it, and what is said of it. */
export interface Point {
  readonly key: string
  readonly size: number | null
  readonly low: number | null
  readonly high: number | null
  readonly inside: boolean
}

export const heightOf = (value: number, { low, high }: { readonly low: number; readonly high: number }) =>
  ((value - low) / (high - low)) * 100
