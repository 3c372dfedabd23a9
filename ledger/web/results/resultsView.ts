import { useNavigate, useSearch } from '@tanstack/react-router'

export const groupings = [
  'member',
  'manager',
  'team',
  'region',
  'month',
  'account',
  'product',
  'stage',
  'kind',
] as const
export type Grouping = (typeof groupings)[number]
export const orders = ['-value', 'value', 'name', '-name'] as const
export type Order = (typeof orders)[number]
export const comparisons = ['last', 'year'] as const
/** With the period before, or with the same one a year ago. */
export type Comparison = (typeof comparisons)[number]
/** Narrowed to one member, team, month …, as a row of another answer. */
export type Where = { readonly [by in Grouping]?: string }

/** What the page shows, in the words of the API. It stands in the address, so that a link shows a colleague the same. */
export interface ResultsView {
  readonly metric?: string
  readonly by?: Grouping
  /** A period's key, FY2027-Q1 or 2026-06; or a free range of days. */
  readonly period?: string
  readonly from?: string
  readonly to?: string
  readonly asOf?: string
  readonly knownOn?: string
  readonly where?: Where
  readonly compare?: Comparison
  readonly nonzero?: 'true'
  readonly search?: string
  readonly sort?: Order
  /** The figure that is open beside the page. */
  readonly explain?: string
}

const day = /^\d{4}-\d\d-\d\d$/

/** Reads the page's view from an address; what is not understood is left out. */
export function resultsSearch(given: Readonly<Record<string, unknown>>): ResultsView {
  const text = (name: string) => (typeof given[name] === 'string' && given[name] !== '' ? given[name] : undefined)
  const dayAt = (name: string) => (day.test(text(name) ?? '') ? text(name) : undefined)
  return withoutGaps({
    metric: text('metric'),
    by: groupings.find((one) => one === given['by']),
    period: text('period'),
    from: dayAt('from'),
    to: dayAt('to'),
    asOf: dayAt('asOf'),
    knownOn: dayAt('knownOn'),
    where: whereIn(given['where']),
    compare: comparisons.find((one) => one === given['compare']),
    nonzero: given['nonzero'] === 'true' ? 'true' : undefined,
    search: text('search'),
    sort: orders.find((one) => one === given['sort']),
    explain: text('explain'),
  })
}

function whereIn(given: unknown): Where | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  const where: { [by in Grouping]?: string } = {}
  for (const by of groupings) {
    const value: unknown = Reflect.get(given, by)
    if (typeof value === 'string') where[by] = value
  }
  return Object.keys(where).length > 0 ? where : undefined
}

function withoutGaps(view: ResultsView): ResultsView {
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined))
}

/** The view of the page one is on, and the way to another one; what was open beside it belongs to the former. */
export function useResultsView(): readonly [ResultsView, (change: ResultsView) => void] {
  const view = resultsSearch(useSearch({ strict: false }))
  const navigate = useNavigate()
  const show = (change: ResultsView) =>
    void navigate({ to: '.', search: { ...changed(view, change) }, replace: true, resetScroll: false })
  return [view, show]
}

export function changed(view: ResultsView, change: ResultsView): ResultsView {
  return withoutGaps({ ...view, explain: undefined, ...change })
}
