import { Fault } from '#ledger/rules/fault.ts'
import type { RecordType } from '#ledger/server/recordType.ts'
import { draft } from '#ledger/server/save.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Declaration, RecordOf } from '#platform/record/record.ts'
import { type ImportRow, nameKey, sameValue, type Value } from '../rules/importRow.ts'
import type { Warning } from '../rules/tally.ts'
import { changesOf, keyOfRow, mergedKeys, onlyOne, recordsOfRows, written } from './changes.ts'
import { type ChunkPlan, type ImportKind, type ImportRun, type RowPlan, refused } from './importKind.ts'

type Given<D extends Declaration> = Omit<ImportKind, 'declaration' | 'writes' | 'begin' | 'instead' | 'derived'> & {
  readonly type: RecordType<D>
  readonly instead?: ImportKind['instead']
  readonly derived?: ImportKind['derived']
  /** What a row's values come to in the record. Throws Faults that refuse the row. */
  readonly values?: (row: ImportRow, of: RowContext) => Values
  /** Fields of the import that are no fields of the record. */
  readonly others?: readonly string[]
  /** Why a row is left out though nothing is wrong with it. */
  readonly skips?: (row: ImportRow) => Warning | null
  /** What a new record is created with beside what the row says. */
  readonly created?: Values
}
export type Values = { readonly [field: string]: unknown }

export interface RowContext {
  readonly run: ImportRun
  readonly before: { readonly [field: string]: unknown } | null
}

/**
 * A kind whose rows are the fields of one record each: found by key, created or updated. An empty cell leaves what
 * stands; a row that says what stands already changes nothing.
 */
export function plainKind<D extends Declaration>(given: Given<D>): ImportKind {
  const { type, values, others, created, skips, ...kind } = given
  return {
    ...kind,
    declaration: type.declaration,
    instead: given.instead ?? {},
    derived: given.derived ?? {},
    writes: [written(type)],
    begin: (run) => (db, rows) => planOf(given, run, db, rows),
  }
}

async function planOf<D extends Declaration>(
  kind: Given<D>,
  run: ImportRun,
  db: Db,
  rows: readonly ImportRow[],
): Promise<ChunkPlan> {
  const { declaration } = kind.type
  const lock = !run.dry
  const matching = { key: run.key, into: kind.into, index: run.indexes.get(declaration.type), lock }
  const found = run.key.length === 0 ? new Map() : await recordsOfRows(db, run.actor.orgId, declaration, rows, matching)
  const merged = await mergedKeys(db, run.actor.orgId, declaration, rows, matching)
  const changes = changesOf(kind.type)
  const drafts: Draft<D>[] = rows.map((row) => draftOf(kind, run, row, { found, merged }))
  tieTogether(kind, drafts)
  const plans = drafts.map((one): RowPlan => {
    const { row, before, after } = one
    if (one.skipped) return { ...refused(row.line, []), outcome: 'skipped', warnings: one.warnings }
    if (one.fault !== null || after === null) return refused(row.line, one.fault === null ? [] : [one.fault])
    const changed = before === null ? [] : changedFields(before, after, one.values)
    const outcome = outcomeOf(run, before !== null, changed.length > 0)
    if (outcome === 'created' || outcome === 'changed') changes.add(before, after)
    const name: unknown = Reflect.get(after, declaration.title)
    return {
      line: row.line,
      outcome,
      id: after.id,
      name: String(name ?? ''),
      changed,
      faults: [],
      warnings: one.warnings,
    }
  })
  return { rows: plans, save: (write) => changes.save(write), entries: () => changes.entries() }
}

export function outcomeOf({ mode }: Pick<ImportRun, 'mode'>, isThere: boolean, changes: boolean) {
  if (!isThere) return mode === 'updateOnly' ? 'skipped' : 'created'
  if (mode === 'createOnly') return 'skipped'
  return changes ? 'changed' : 'unchanged'
}

interface Draft<D extends Declaration> {
  readonly row: ImportRow
  readonly before: RecordOf<D> | null
  after: RecordOf<D> | null
  values: Values
  readonly fault: Fault | null
  readonly skipped?: true
  readonly warnings: readonly Warning[]
}

interface Known<D extends Declaration> {
  readonly found: ReadonlyMap<string, RecordOf<D>[]>
  /** Keys that lead to nothing any more, for their record was merged into another. */
  readonly merged: ReadonlySet<string>
}

function skipped<D extends Declaration>(row: ImportRow, why: Warning): Draft<D> {
  return { row, before: null, after: null, values: {}, fault: null, skipped: true, warnings: [why] }
}

function draftOf<D extends Declaration>(
  kind: Given<D>,
  run: ImportRun,
  row: ImportRow,
  { found, merged }: Known<D>,
): Draft<D> {
  const skip = kind.skips?.(row) ?? null
  if (skip !== null) return skipped(row, skip)
  const warnings: Warning[] = run.key.length === 0 ? [{ code: 'import.no_key', details: {} }] : []
  try {
    const key = keyOfRow(row, run.key) ?? ''
    const before = run.key.length === 0 ? null : onlyOne<RecordOf<D>>(found.get(key), key)
    if (before === null && merged.has(key)) return skipped(row, { code: 'import.merged_away', details: {} })
    const values = { ...plainValues(kind, row), ...kind.values?.(row, { run, before }) }
    const after =
      before === null ? draft(kind.type.declaration, { ...kind.created, ...values }) : { ...before, ...values }
    if (before === null) requireComplete(kind, after)
    return { row, before, after, values, fault: null, warnings }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { row, before: null, after: null, values: {}, fault: error, warnings }
  }
}

function plainValues<D extends Declaration>(kind: Given<D>, row: ImportRow): Record<string, Value> {
  const values: Record<string, Value> = {}
  for (const [field, value] of Object.entries(row.values)) {
    if (value === undefined || value === null || kind.others?.includes(field)) continue
    values[kind.into[field] ?? field] = value
  }
  return values
}

function requireComplete<D extends Declaration>(kind: Given<D>, after: RecordOf<D>): void {
  for (const [name, field] of Object.entries(kind.type.declaration.fields)) {
    const value: unknown = Reflect.get(after, name)
    if (field.required && (value === null || value === undefined))
      throw new Fault('import.value_missing', { field: name, value: null })
  }
}

/** Rows of one chunk that name one another get each other's ids; what is in no chunk yet waits for the second pass. */
function tieTogether<D extends Declaration>(kind: Given<D>, drafts: readonly Draft<D>[]): void {
  if (!drafts.some(({ row }) => Object.keys(row.later).length > 0)) return
  const ids = new Map<string, string>()
  for (const { after } of drafts) {
    if (after !== null) ids.set(nameKey(String(Reflect.get(after, kind.type.declaration.title) ?? '')), after.id)
  }
  for (const one of drafts) {
    for (const [field, name] of Object.entries(one.row.later)) {
      const id = ids.get(nameKey(name))
      if (one.after === null || id === undefined || id === one.after.id) continue
      one.values = { ...one.values, [kind.into[field] ?? field]: id }
      one.after = { ...one.after, [kind.into[field] ?? field]: id }
    }
  }
}

function changedFields(before: object, after: object, values: Values): string[] {
  return Object.keys(values).filter((name) => !sameValue(Reflect.get(before, name), Reflect.get(after, name)))
}
