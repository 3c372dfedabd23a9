import { useNavigate, useSearch } from '@tanstack/react-router'
import { type Filters, type Operator, operators } from '#web/parts/filters.ts'

/** What a list shows. It stands in the address, so that a link shows a colleague the same. */
export interface ListView {
  readonly filter?: Filters
  readonly search?: string
  readonly sort?: string
  /** What was deleted, in place of what is there. */
  readonly deleted?: 'true'
  /** Names of the columns, with commas between; the screen's own where it is not given. */
  readonly columns?: string
  /** How it is shown, where not as a table. */
  readonly view?: 'board' | 'calendar'
  /** By which field the rows of a table are grouped. */
  readonly group?: string
  /** Which pipeline the board shows. */
  readonly pipeline?: string
  /** Of a calendar: the month, "2026-11", where not this one; and the day it goes by, where not the first of its own. */
  readonly month?: string | undefined
  readonly by?: 'nextStepOn' | undefined
}

/** Reads a view from the address; what is not understood is left out. */
export function listSearch(given: Readonly<Record<string, unknown>>): ListView {
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined)
  const filter = filtersIn(given.filter)
  const [search, sort, columns] = [text('search'), text('sort'), text('columns')]
  const [group, pipeline, month] = [text('group'), text('pipeline'), text('month')]
  return {
    ...(filter ? { filter } : {}),
    ...(search ? { search } : {}),
    ...(sort ? { sort } : {}),
    ...(columns ? { columns } : {}),
    ...(given.deleted === 'true' ? { deleted: 'true' } : {}),
    ...(given.view === 'board' || given.view === 'calendar' ? { view: given.view } : {}),
    ...(group ? { group } : {}),
    ...(pipeline ? { pipeline } : {}),
    ...(month && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? { month } : {}),
    ...(given.by === 'nextStepOn' ? { by: given.by } : {}),
  }
}

function filtersIn(given: unknown): Filters | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  const filters: Record<string, Partial<Record<Operator, string>>> = {}
  for (const [field, asked] of Object.entries(given)) {
    if (typeof asked !== 'object' || asked === null) continue
    const known: Partial<Record<Operator, string>> = {}
    for (const op of operators) {
      const value: unknown = Reflect.get(asked, op)
      if (typeof value === 'string' && value !== '') known[op] = value
    }
    if (Object.keys(known).length > 0) filters[field] = known
  }
  return Object.keys(filters).length > 0 ? filters : undefined
}

/** The view of the page one is on, and the way to another one of the same list. */
export function useListView(): readonly [ListView, (next: ListView) => void] {
  const view = listSearch(useSearch({ strict: false }))
  const navigate = useNavigate()
  return [view, (next) => void navigate({ to: '.', search: { ...next }, replace: true, resetScroll: false })]
}

/** How a list is shown, whatever it shows. */
export function lookOf({ columns, view, group, pipeline, month, by }: ListView): ListView {
  return listSearch({ columns, view, group, pipeline, month, by })
}

export function sameView(a: ListView, b: ListView): boolean {
  const shown = ({ filter, search, sort, deleted }: ListView) =>
    JSON.stringify(listSearch({ filter, search, sort, deleted }))
  return shown(a) === shown(b)
}
