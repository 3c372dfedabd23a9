import { Fault } from '#ledger/rules/fault.ts'
import { newId } from '#platform/config/context.ts'
import { nameKey } from '../rules/importRow.ts'
import type { MatchResult } from '../rules/nearMiss.ts'
import type { ValueQuestion } from '../rules/questions.ts'
import type { RelationAnswer } from '../rules/settings.ts'
import type { Relation } from './importKind.ts'
import type { RecordIndex } from './recordIndex.ts'

/** What a value that names a record comes to: its id, a row further down, none on purpose, or a refusal. */
export type Resolution =
  | { readonly is: 'record'; readonly id: string }
  | { readonly is: 'later'; readonly name: string }
  | { readonly is: 'without' }
  | { readonly is: 'refused'; readonly fault: Fault }

export interface Resolver {
  resolve(value: string): Resolution
  /** Records have come to be: what was not found may be there now. */
  forgetUnfound(): void
}

export interface ResolverOptions {
  readonly header: string
  readonly answers: { readonly [value: string]: RelationAnswer }
  /** Names that the rows of the file itself have, by `nameKey`. */
  readonly inFile: ReadonlySet<string>
}

const REMEMBERED_MAX = 100_000

/** Resolves the values of one column; each distinct one once. Never guesses: near ones and namesakes are refused. */
export function resolverOf(relation: Relation, index: RecordIndex, options: ResolverOptions): Resolver {
  const known = new Map<string, Resolution>()
  const unfound = new Set<string>()
  const made = new Map<string, string>()
  const find = (value: string): Resolution => {
    const answer = options.answers[value]
    if (answer !== undefined && 'to' in answer) return { is: 'record', id: answer.to }
    if (answer !== undefined && 'without' in answer) return { is: 'without' }
    const match = index.match(value)
    if (match.found === 'exact') return { is: 'record', id: match.id }
    if (relation.inFile && options.inFile.has(nameKey(value))) return { is: 'later', name: value }
    if (answer !== undefined) return { is: 'record', id: idToBe(made, value) }
    return { is: 'refused', fault: unresolved(match, value, options.header, relation) }
  }
  return {
    resolve(value) {
      const before = known.get(value)
      if (before !== undefined) return before
      const found = find(value)
      if (known.size < REMEMBERED_MAX) {
        known.set(value, found)
        if (found.is === 'later' || found.is === 'refused') unfound.add(value)
      }
      return found
    },
    forgetUnfound() {
      for (const value of unfound) known.delete(value)
      unfound.clear()
    },
  }
}

/** In a dry run nothing is made, but rows that name the same new record agree on it. */
function idToBe(made: Map<string, string>, value: string): string {
  const known = made.get(nameKey(value)) ?? newId()
  made.set(nameKey(value), known)
  return known
}

function unresolved(match: MatchResult, value: string, header: string, relation: Relation): Fault {
  const details = { field: header, value, type: relation.declaration.type }
  if (match.found === 'near') return new Fault('import.relation_near', { ...details, proposal: match.name })
  if (match.found === 'ambiguous')
    return new Fault('import.relation_ambiguous', { ...details, count: match.among.length })
  return new Fault('import.relation_unknown', details)
}

/** The question that a value raises; null where it is clear. */
export function questionOf(
  relation: Relation,
  index: RecordIndex,
  asked: { readonly value: string; readonly rows: number } & ResolverOptions,
): ValueQuestion | null {
  const { value, rows, header, answers } = asked
  const match = index.match(value)
  if (match.found === 'exact' || (relation.inFile && asked.inFile.has(nameKey(value)))) return null
  const creation = relation.create === undefined ? 'never' : relation.creation
  const automatic = match.found === 'none' && creation === 'always' ? ({ create: true } as const) : null
  return {
    id: `record:${relation.field}:${value}`,
    asks: 'record',
    header,
    field: relation.field,
    type: relation.declaration.type,
    value,
    rows,
    found: match.found,
    proposals: proposalsOf(match),
    creation: creation === 'always' ? 'suggested' : creation,
    answer: answers[value] ?? automatic,
    blocking: false,
  }
}

function proposalsOf(match: MatchResult) {
  if (match.found === 'near') return [{ id: match.id, name: match.name, score: match.score }, ...match.others]
  return match.found === 'ambiguous' ? match.among.map((one) => ({ ...one, score: 1 })) : []
}
