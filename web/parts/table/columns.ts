import type { FieldKind } from '#platform/record/field.ts'
import { type AnyDeclaration, fieldOf } from '#platform/record/record.ts'

/** How wide a column is, by what stands in it. */
const widths: { readonly [K in FieldKind]?: string } = {
  money: 'minmax(120px, 1fr)',
  integer: 'minmax(72px, 0.6fr)',
  rate: 'minmax(72px, 0.6fr)',
  day: 'minmax(124px, 0.8fr)',
  instant: 'minmax(96px, 0.7fr)',
  choice: 'minmax(92px, 0.7fr)',
  flag: 'minmax(72px, 0.5fr)',
  relation: 'minmax(120px, 1.2fr)',
}

export function gridOf(declaration: AnyDeclaration, columns: readonly string[]): string {
  const [, ...rest] = columns
  const each = rest.map((name) => widths[fieldOf(declaration, name)?.kind ?? 'instant'] ?? 'minmax(110px, 1fr)')
  return `minmax(200px, 2.2fr) ${each.join(' ')}`
}

/** Numbers stand right, so that their digits can be compared. */
export function isRight(declaration: AnyDeclaration, name: string): boolean {
  const kind = fieldOf(declaration, name)?.kind
  return kind === 'money' || kind === 'integer' || kind === 'rate'
}

/** Below this the table scrolls sideways. */
export function widthMin(columns: readonly string[]): string {
  return `${220 + (columns.length - 1) * 116}px`
}
