import { useNavigate, useSearch } from '@tanstack/react-router'

export const whoseViews = ['mine', 'team', 'all'] as const
export type WhoseView = (typeof whoseViews)[number]
export const orders = [
  'tree',
  'name',
  '-name',
  'attainment',
  '-attainment',
  'gap',
  '-gap',
  'landing',
  '-landing',
] as const
export type Order = (typeof orders)[number]

/** What the page of goals shows. It stands in the address, so that a link shows a colleague the same. */
export interface GoalsView {
  /** A period's key: 2026-Q4, FY2027-Q1, 2026-11. */
  readonly period?: string
  readonly metric?: string
  readonly asOf?: string
  readonly whose?: WhoseView
  readonly sort?: Order
  /** Everybody's goals as the tree that hands them down, instead of a table. */
  readonly shown?: 'tree'
  /** The figure that is open beside the page. */
  readonly explain?: string
}

const day = /^\d{4}-\d\d-\d\d$/

/** Reads the page's view from an address; what is not understood is left out. */
export function goalsSearch(given: Readonly<Record<string, unknown>>): GoalsView {
  const text = (name: string) => (typeof given[name] === 'string' && given[name] !== '' ? given[name] : undefined)
  const asOf = text('asOf')
  return withoutGaps({
    period: text('period'),
    metric: text('metric'),
    asOf: asOf !== undefined && day.test(asOf) ? asOf : undefined,
    whose: whoseViews.find((one) => one === given['whose']),
    sort: orders.find((one) => one === given['sort']),
    shown: given['shown'] === 'tree' ? 'tree' : undefined,
    explain: text('explain'),
  })
}

/** What one goal's page keeps in its address. */
export function goalSearch(given: Readonly<Record<string, unknown>>): Pick<GoalsView, 'asOf' | 'explain'> {
  const { asOf, explain } = goalsSearch(given)
  return { ...(asOf === undefined ? {} : { asOf }), ...(explain === undefined ? {} : { explain }) }
}

/** The view of the page one is on, and the way to another one; what was open beside it belongs to the former. */
export function useGoalsView(): readonly [GoalsView, (change: GoalsView) => void] {
  const view = goalsSearch(useSearch({ strict: false }))
  const navigate = useNavigate()
  const show = (change: GoalsView) =>
    void navigate({ to: '.', search: { ...changedView(view, change) }, replace: true, resetScroll: false })
  return [view, show]
}

export function changedView(view: GoalsView, change: GoalsView): GoalsView {
  return withoutGaps({ ...view, explain: undefined, ...change })
}

function withoutGaps(view: GoalsView): GoalsView {
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined))
}
