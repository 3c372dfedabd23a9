import { type AnyDeclaration, exportable } from '#platform/record/record.ts'
import type { ListView } from '../listView.ts'

/** Where the file of a list is: the same filters, search, order and columns, in the language of the screen. */
export function exportAddress(
  declaration: AnyDeclaration,
  view: ListView,
  columns: readonly string[],
  { language, format }: { readonly language: string; readonly format: 'csv' | 'xlsx' },
): string {
  const known = exportable(declaration)
  const asked = new URLSearchParams({
    fields: columns.filter((name) => known.includes(name)).join(','),
    language,
    format,
  })
  if (view.search) asked.set('search', view.search)
  if (view.sort) asked.set('sort', view.sort)
  if (view.deleted) asked.set('deleted', view.deleted)
  for (const [field, filter] of Object.entries(view.filter ?? {})) {
    for (const [op, value] of Object.entries(filter))
      if (value !== undefined) asked.set(`filter[${field}][${op}]`, value)
  }
  return `/api/v1/${declaration.path}/export?${asked}`
}
