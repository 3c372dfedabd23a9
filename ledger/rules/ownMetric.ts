import { Fault } from './fault.ts'
import { isKind, type Kind, type KindFacts, kinds } from './kinds.ts'
import { type By, type Input, type Metric, type Only, type Unit, unitOf } from './metric.ts'

export const formulaKinds = ['sum', 'count', 'average', 'distinct', 'ratio'] as const
export type FormulaKind = (typeof formulaKinds)[number]
/** `time` is minutes, or the days of a sales cycle, by kind. */
export const partMeasures = ['amount', 'count', 'time'] as const
export type PartMeasure = (typeof partMeasures)[number]

export interface Part {
  readonly kinds: readonly Kind[]
  readonly measure: PartMeasure
  readonly only: readonly Only[]
}
/** A formula as a person puts it together: `under` is what a ratio divides by. Source: docs/definitions.md, own metrics. */
export interface Formula {
  readonly kind: FormulaKind
  readonly of: Part
  readonly under: Part | null
}

/** What entries can be filtered by; an id names a record of that type. */
export const dims = {
  product: 'product',
  pipeline: 'pipeline',
  stage: 'stage',
  from_stage: 'stage',
  lost_reason: 'lossReason',
  competitor: null,
  source: null,
  segment: null,
  outcome: null,
} as const satisfies { readonly [dim: string]: string | null }
export type Dim = keyof typeof dims
const isDim = (name: string): name is Dim => Object.hasOwn(dims, name)

const ofDeals: readonly Dim[] = ['product', 'pipeline', 'stage', 'source', 'segment']
/** The kinds that are written today, with the dimensions that their entries carry. */
const carried: { readonly [kind in Kind]?: readonly Dim[] } = {
  'deal.created': ofDeals,
  'deal.stage_entered': ['product', 'pipeline', 'stage', 'from_stage'],
  'deal.changed': ['product'],
  'deal.won': ofDeals,
  'deal.lost': [...ofDeals, 'lost_reason', 'competitor'],
  'deal.cancelled': ofDeals,
  'deal.reopened': ['product'],
  'account.first_won': [],
  'call.made': ['outcome'],
  'call.connected': ['outcome'],
  'email.sent': [],
  'email.replied': [],
  'message.sent': [],
  'meeting.held': [],
  'visit.made': [],
}
export const ownKinds: readonly Kind[] = Object.keys(carried).filter(isKind)

/** What all of the kinds carry: a filter by anything else would leave some of them out unseen. */
export function dimsOf(some: readonly Kind[]): readonly Dim[] {
  return Object.keys(dims)
    .filter(isDim)
    .filter((dim) => some.every((kind) => carried[kind]?.includes(dim)))
}
export const hasAmount = (kind: Kind): boolean => kinds[kind].amount !== 'never'
export function timeOf(kind: Kind): 'minutes' | 'days' | null {
  const { q2 }: KindFacts = kinds[kind]
  return q2 === 'minutes' ? 'minutes' : q2 === 'cycleDays' ? 'days' : null
}

const valuesMost = 20

/**
 * Reads a formula that somebody wrote. Throws Faults that name the field: `metric.formula_kind_unknown`, `metric.kinds_missing`,
 * `metric.kind_unknown`, `metric.measure_unknown`, `metric.measure_not_of_kind`, `metric.filter_unknown`, `metric.filter_empty`,
 * `metric.filter_values_most`, `metric.parts_dont_divide`.
 */
export function formulaIn(given: unknown): Formula {
  const named = textIn(given, 'kind')
  const kind = formulaKinds.find((one) => one === named)
  if (kind === undefined)
    throw new Fault('metric.formula_kind_unknown', { field: 'formula.kind', value: named, known: formulaKinds })
  const measure = kind === 'count' || kind === 'distinct' ? 'count' : null
  const of = partIn(at(given, 'of'), 'formula.of', measure)
  if ((kind === 'sum' || kind === 'average') && of.measure === 'count') refuseMeasure('formula.of', 'count')
  const under = kind === 'ratio' ? partIn(at(given, 'under'), 'formula.under', null) : null
  if (under !== null) unitOfRatio(of, under)
  return { kind, of, under }
}

function partIn(given: unknown, field: string, fixed: PartMeasure | null): Part {
  const some = textsIn(given, 'kinds')
  if (some.length === 0) throw new Fault('metric.kinds_missing', { field: `${field}.kinds`, value: null })
  const known = some.filter(isKind).filter((one) => ownKinds.includes(one))
  const unknown = some.find((one) => !ownKinds.some((kind) => kind === one))
  if (unknown !== undefined)
    throw new Fault('metric.kind_unknown', { field: `${field}.kinds`, value: unknown, known: ownKinds })
  const named = textIn(given, 'measure')
  const measure = fixed ?? partMeasures.find((one) => one === named)
  if (measure === undefined) return refuseMeasure(field, named)
  requireMeasured(known, measure, field)
  return { kinds: [...new Set(known)], measure, only: onlyIn(at(given, 'only'), known, `${field}.only`) }
}

function refuseMeasure(field: string, value: string): never {
  throw new Fault('metric.measure_unknown', { field: `${field}.measure`, value, known: partMeasures })
}

function requireMeasured(some: readonly Kind[], measure: PartMeasure, field: string): void {
  if (measure === 'count') return
  const first = some[0]
  const isMeasured = (kind: Kind) =>
    measure === 'amount'
      ? hasAmount(kind)
      : timeOf(kind) !== null && first !== undefined && timeOf(kind) === timeOf(first)
  const odd = some.find((kind) => !isMeasured(kind))
  if (odd !== undefined)
    throw new Fault('metric.measure_not_of_kind', { field: `${field}.measure`, value: measure, kind: odd })
}

function onlyIn(given: unknown, some: readonly Kind[], field: string): Only[] {
  const filters: readonly unknown[] = Array.isArray(given) ? given : []
  const possible = dimsOf(some)
  const found = filters.map((one): Only => {
    const dim = textIn(one, 'dim')
    if (!isDim(dim) || !possible.includes(dim))
      throw new Fault('metric.filter_unknown', { field, value: dim, known: possible })
    const values = [...new Set(textsIn(one, 'values'))]
    if (values.length === 0) throw new Fault('metric.filter_empty', { field, value: dim })
    return { dim, values, ...(at(one, 'not') === true ? { not: true } : {}) }
  })
  const count = found.reduce((sum, { values }) => sum + values.length, 0)
  if (count > valuesMost) throw new Fault('metric.filter_values_most', { field, value: count, most: valuesMost })
  return found
}

/** Like by like is a ratio; money or time by a number of cases is money or time a case. Throws Fault `metric.parts_dont_divide`. */
function unitOfRatio(of: Part, under: Part): Unit {
  const [over, below] = [unitOfPart(of), unitOfPart(under)]
  if (over === below) return 'ratio'
  if (below === 'count') return over
  throw new Fault('metric.parts_dont_divide', {
    field: 'formula.under.measure',
    value: under.measure,
    over: of.measure,
  })
}

function inputOf(name: string, { kinds: some, measure, only }: Part): Input {
  const measured = { amount: 'amount', count: 'quantity', time: 'q2' } as const
  return { name, from: 'entries', kinds: some, measure: measured[measure], ...(only.length > 0 ? { only } : {}) }
}
const unitOfPart = (part: Part): Unit => unitOf(inputOf('', part))

/** The metric that a formula makes; it evaluates like every other. */
export function metricOfFormula(key: string, formula: Formula, direction: Metric['direction']): Metric {
  const { kind, of, under } = formula
  const common = { key, direction, by: groupingsOf(formula) }
  const { kinds: some, only } = of
  const counted: Part = { ...of, measure: 'count' }
  switch (kind) {
    case 'sum':
    case 'count':
      return { ...common, unit: unitOfPart(of), cumulative: true, combine: 'sum', inputs: [inputOf('of', of)] }
    case 'distinct': {
      const input: Input = { name: 'of', from: 'distinct', kinds: some, ...(only.length > 0 ? { only } : {}) }
      return { ...common, unit: 'count', cumulative: true, combine: 'first', inputs: [input] }
    }
    case 'average':
      return {
        ...common,
        unit: unitOfPart(of),
        cumulative: false,
        combine: 'ratio',
        inputs: [inputOf('of', of), inputOf('under', counted)],
      }
    case 'ratio': {
      const below = under ?? counted
      return {
        ...common,
        unit: unitOfRatio(of, below),
        cumulative: false,
        combine: 'ratio',
        inputs: [inputOf('of', of), inputOf('under', below)],
        ...(isRate(of, below) ? { rate: true } : {}),
      }
    }
  }
}

/** Cases out of cases: what is counted above is counted below too. */
function isRate(of: Part, under: Part): boolean {
  if (of.measure !== 'count' || under.measure !== 'count') return false
  const within = (one: Only) => of.only.some((other) => JSON.stringify(other) === JSON.stringify(one))
  return of.kinds.every((kind) => under.kinds.includes(kind)) && under.only.every(within)
}

function groupingsOf({ kind, of, under }: Formula): readonly By[] {
  const all = [...of.kinds, ...(under?.kinds ?? [])]
  const possible = dimsOf(all)
  const kinded = kind !== 'ratio' && of.kinds.length > 1
  return [
    ...(['none', 'member', 'team', 'manager', 'region', 'month', 'account'] as const),
    ...(['product', 'stage'] as const).filter((one) => possible.includes(one)),
    ...(kinded ? (['kind'] as const) : []),
  ]
}

function at(given: unknown, name: string): unknown {
  return typeof given === 'object' && given !== null ? Reflect.get(given, name) : undefined
}
function textIn(given: unknown, name: string): string {
  const found = at(given, name)
  return typeof found === 'string' ? found.slice(0, 80) : ''
}
function textsIn(given: unknown, name: string): readonly string[] {
  const found = at(given, name)
  return Array.isArray(found) ? found.filter((one) => typeof one === 'string').map((one) => one.slice(0, 200)) : []
}
