import { type Outcome, outcomes } from '../rules/outcome.ts'

type Given = Readonly<Record<string, unknown>>

/** The kind that one comes to import; the file itself says it where none is given. */
export interface ImportSearch {
  readonly kind?: string
}
export function importSearch({ kind }: Given): ImportSearch {
  return typeof kind === 'string' ? { kind } : {}
}

/** Which rows of the check are looked at. */
export interface BatchSearch {
  readonly rows?: Outcome
}
export function batchSearch({ rows }: Given): BatchSearch {
  const known = outcomes.find((outcome) => outcome === rows)
  return known === undefined ? {} : { rows: known }
}
