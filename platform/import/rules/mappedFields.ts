import type { TargetField } from './headers.ts'
import type { FoundColumn, ImportSettings } from './settings.ts'

export interface Needs {
  readonly fields: readonly TargetField[]
  readonly instead: { readonly [field: string]: readonly string[] }
  readonly derived: { readonly [field: string]: { readonly from: readonly string[] } }
  readonly keys: readonly (readonly string[])[]
}

/** The fields that the file gives: by a column, or made of others. */
export function mappedFields(needs: Needs, settings: ImportSettings): ReadonlySet<string> {
  const known = new Set(needs.fields.map(({ name }) => name))
  const mapped = new Set<string>()
  for (const field of Object.values(settings.columns)) if (field !== null && known.has(field)) mapped.add(field)
  for (const [field, { from }] of Object.entries(needs.derived)) {
    if (from.some((one) => mapped.has(one))) mapped.add(field)
  }
  return mapped
}

/** Fields that every record needs and that nothing in the file gives. */
export function missingFields(needs: Needs, mapped: ReadonlySet<string>): string[] {
  return needs.fields
    .filter(({ name, required }) => required && !mapped.has(name))
    .filter(({ name }) => !(needs.instead[name] ?? []).some((other) => mapped.has(other)))
    .map(({ name }) => name)
}

/** The keys that the file allows, the best first. */
export function possibleKeys(needs: Needs, mapped: ReadonlySet<string>): (readonly string[])[] {
  return needs.keys.filter((key) => key.every((field) => mapped.has(field)))
}

/**
 * By what the rows find their records: what was said, else the best key whose first column has no empty cell; nothing
 * where the file gives nothing to find them by.
 */
export function chosenKey(
  needs: Needs,
  settings: ImportSettings,
  mapped: ReadonlySet<string>,
  columns: readonly FoundColumn[],
): readonly string[] {
  const possible = possibleKeys(needs, mapped)
  const said = possible.find((key) => key.join() === settings.key?.join())
  const full = possible.find(([first]) =>
    columns.every(({ header, detection }) => settings.columns[header] !== first || detection.empty === 0),
  )
  return said ?? full ?? possible[0] ?? []
}
