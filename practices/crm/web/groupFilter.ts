import { type AnyDeclaration, fieldOf } from '#platform/record/record.ts'
import type { Filter, Filters } from '#web/parts/filters.ts'

/** The field of a grouping, and whether its days are taken month by month: `closesOnMonth`. */
export function groupField(
  declaration: AnyDeclaration,
  by: string,
): { readonly name: string; readonly monthly: boolean } {
  const monthly = by.endsWith('Month') && fieldOf(declaration, by) === undefined
  return { name: monthly ? by.slice(0, -'Month'.length) : by, monthly }
}

/** What a list is filtered by to show one of its groups: within what it was filtered by before. */
export function groupFilter(
  declaration: AnyDeclaration,
  by: string,
  key: string | null,
  filters: Filters = {},
): Filters {
  const { name, monthly } = groupField(declaration, by)
  if (key === null) return { ...filters, [name]: { empty: 'true' } }
  if (!monthly) return { ...filters, [name]: { eq: key } }
  const first = Temporal.PlainDate.from(`${key}-01`)
  const month = { gte: first.toString(), lte: first.with({ day: first.daysInMonth }).toString() }
  return { ...filters, [name]: within(month, filters[name]) }
}

function within(month: { readonly gte: string; readonly lte: string }, asked: Filter = {}): Filter {
  const from = asked.gte !== undefined && asked.gte > month.gte ? asked.gte : month.gte
  const to = asked.lte !== undefined && asked.lte < month.lte ? asked.lte : month.lte
  return { ...asked, gte: from, lte: to }
}
