import type { Json } from '#platform/record/field.ts'
import type { ChoicesJson } from '../../contract/drafts.ts'
import { type FormulaKind, formulaIn, type Part, type PartMeasure } from '../../rules/ownMetric.ts'

/** A part of a formula as it stands in the form. */
export interface DraftPart {
  readonly kinds: readonly string[]
  readonly measure: PartMeasure
  readonly only: readonly DraftOnly[]
}
export interface DraftOnly {
  readonly dim: string
  readonly not: boolean
  readonly values: readonly string[]
}
export interface MetricDraft {
  readonly nameZh: string
  readonly nameEn: string
  readonly key: string
  readonly kind: FormulaKind
  readonly of: DraftPart
  readonly under: DraftPart
  readonly direction: 'higher' | 'lower' | 'neither'
}

const emptyPart: DraftPart = { kinds: [], measure: 'amount', only: [] }
export const emptyDraft: MetricDraft = {
  nameZh: '',
  nameEn: '',
  key: '',
  kind: 'sum',
  of: emptyPart,
  under: emptyPart,
  direction: 'higher',
}

/** An own metric as the form shows it; a formula that this version can't read begins anew. */
export function draftOf(record: Readonly<Record<string, unknown>>): MetricDraft {
  const text = (name: string) => {
    const value = record[name]
    return typeof value === 'string' ? value : ''
  }
  const direction = text('direction')
  const named = { nameZh: text('nameZh'), nameEn: text('nameEn') }
  const { kind, of, under } = formulaIn(record['formula'])
  return {
    ...(named.nameZh || named.nameEn ? named : { nameZh: text('name'), nameEn: text('name') }),
    key: text('key'),
    kind,
    of: partOf(of),
    under: under ? partOf(under) : emptyPart,
    direction: direction === 'lower' || direction === 'neither' ? direction : 'higher',
  }
}
const partOf = ({ kinds, measure, only }: Part): DraftPart => ({
  kinds,
  measure,
  only: only.map(({ dim, values, not = false }) => ({ dim, values, not })),
})

/** The formula as the API takes it; null while there is nothing to look at yet. */
export function formulaOf({ kind, of, under }: MetricDraft): Json | null {
  if (of.kinds.length === 0 || (kind === 'ratio' && under.kinds.length === 0)) return null
  return { kind, of: partJson(of), ...(kind === 'ratio' ? { under: partJson(under) } : {}) }
}
const partJson = ({ kinds, measure, only }: DraftPart): Json => ({
  kinds,
  measure,
  only: only.filter(({ values }) => values.length > 0).map(({ dim, not, values }) => ({ dim, not, values })),
})

/** What of the chosen events can be measured. */
export function measuresFor(kind: FormulaKind, { kinds }: DraftPart, choices: ChoicesJson): readonly PartMeasure[] {
  if (kind === 'count' || kind === 'distinct') return ['count']
  const chosen = choices.kinds.filter((one) => kinds.includes(one.kind))
  const time = chosen[0]?.time ?? null
  return [
    ...(chosen.every(({ hasAmount }) => hasAmount) ? (['amount'] as const) : []),
    ...(time !== null && chosen.every((one) => one.time === time) ? (['time'] as const) : []),
    ...(kind === 'ratio' ? (['count'] as const) : []),
  ]
}

/** The measure that was chosen, or the first that is possible. */
export function withMeasure(kind: FormulaKind, part: DraftPart, choices: ChoicesJson): DraftPart {
  const possible = measuresFor(kind, part, choices)
  const dims = dimsFor(part, choices).map(({ dim }) => dim)
  const only = part.only.filter(({ dim }) => dims.includes(dim))
  return { ...part, only, measure: possible.includes(part.measure) ? part.measure : (possible[0] ?? part.measure) }
}

/** By what all of the chosen events can be filtered. */
export function dimsFor({ kinds }: DraftPart, { kinds: known, dims }: ChoicesJson): ChoicesJson['dims'] {
  const chosen = known.filter(({ kind }) => kinds.includes(kind))
  return dims.filter(({ dim }) => chosen.length > 0 && chosen.every((one) => one.dims.includes(dim)))
}

/** A key made of an English name: "Lost deals’ amount" is lost_deals_amount. */
export function keyFor(name: string): string {
  const words = name
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
  return words.replaceAll(/^[_0-9]+|_+$/g, '').slice(0, 40)
}
