import { type AnyDeclaration, fieldOf } from '#platform/record/record.ts'
import type { ListView } from '../listView.ts'

/** The columns that the address asks for, as far as there are such fields; else the usual ones of the screen. */
export function chosenColumns<const N extends string>(
  declaration: AnyDeclaration,
  view: ListView,
  usual: readonly N[],
): readonly N[] {
  const asked = view.columns?.split(',') ?? []
  const known = asked.filter(
    (name): name is N => fieldOf(declaration, name) !== undefined || name === 'createdAt' || name === 'updatedAt',
  )
  return known.length > 0 ? known : usual
}
