import type { Metric } from '#ledger/rules/metric.ts'
import { formulaIn, metricOfFormula } from '#ledger/rules/ownMetric.ts'
import type { MetricSource } from './evaluate.ts'

export const draftKey = 'draft'
const directions = ['higher', 'lower', 'neither'] as const

/** A metric that is being written: `given` holds formula, direction and name. Throws the Faults of `formulaIn`. */
export function draftMetric(given: unknown): MetricSource {
  const at = (name: string): unknown => (typeof given === 'object' && given !== null ? Reflect.get(given, name) : null)
  const formula = formulaIn(at('formula'))
  const direction: Metric['direction'] = directions.find((one) => one === at('direction')) ?? 'higher'
  const name = String(at('name') ?? '')
  return {
    ...metricOfFormula(draftKey, formula, direction),
    defined: { id: null, names: { 'zh-CN': name, en: name }, formula, revision: 0, state: 'draft' },
  }
}
