import { Fault } from '#ledger/rules/fault.ts'
import type { MetricSource } from './evaluate.ts'

/** The metrics of this process by key; practices bring theirs, main.ts puts them together. */
export interface Metrics {
  readonly all: readonly MetricSource[]
  /** Throws Fault `metric.unknown`. */
  of(key: string): MetricSource
}

export function metricsOf(all: readonly MetricSource[]): Metrics {
  const known = new Map(all.map((one) => [one.key, one]))
  return {
    all,
    of(key) {
      const found = known.get(key)
      if (!found) throw new Fault('metric.unknown', { field: 'metric', value: key, known: [...known.keys()] })
      return found
    },
  }
}
