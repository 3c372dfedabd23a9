import { sql } from 'kysely'
import { newId } from '#platform/config/context.ts'
import {
  type AnyDeclaration,
  type Declaration,
  fieldsOf,
  hasMoney,
  type RecordOf,
  type Stored,
  snake,
} from '#platform/record/record.ts'
import { rowOf, wireOf } from '#platform/record/wire.ts'
import { keepGrams, type Searched, searchableOf } from '#platform/search/grams.ts'
import { databaseFault, type Written } from './databaseFault.ts'
import type { AuditRow, PendingChange, PlainRecord } from './pending.ts'
import { anyType, type Change, type RecordType } from './recordType.ts'
import { noteAudit, noteConcern, together, type Write } from './write.ts'

/**
 * The one door through which records change: the row now; version, ledger difference, audit and outbox when the
 * transaction ends. A record that did not change is not written. Answers the record as it stands.
 */
export async function save<D extends Declaration>(
  write: Write,
  type: RecordType<D>,
  before: RecordOf<D> | null,
  after: RecordOf<D>,
): Promise<RecordOf<D>> {
  const [saved] = await saveAll(write, type, [{ before, after }])
  return saved ?? after
}

/** The same for many records of a type: an import saves hundreds at once, in a handful of statements. */
export async function saveAll<D extends Declaration>(
  write: Write,
  type: RecordType<D>,
  changes: readonly Change<RecordOf<D>>[],
): Promise<RecordOf<D>[]> {
  const { declaration } = type
  const created: PlainRecord[] = []
  const updated: PlainRecord[] = []
  const saved: RecordOf<D>[] = []
  const searched: Searched[] = []
  const names = searchableOf(declaration)
  for (const { before, after } of changes) {
    const old = before === null ? null : wireOf(declaration, before)
    const changed = old === null ? null : changedFields(declaration, old, wireOf(declaration, after))
    if (before !== null && changed?.length === 0) {
      saved.push(before)
      continue
    }
    const record = stamped(write, before, after)
    const wire = wireOf(declaration, record)
    const row = plain({ ...rowOf(declaration, record, wire), org_id: write.actor.orgId })
    if (before === null) created.push(row)
    else updated.push(row)
    saved.push(record)
    if (names.length) searched.push({ id: row.id, before: textsIn(before, names), after: textsIn(record, names) })
    noteAudit(write, auditOf(declaration, { before, after: record, old, wire, changed }))
    write.pending.changes.push({ ...pendingOf(type, before, record), wire })
    for (const concern of type.concerns?.of({ before, after: record }) ?? []) noteConcern(write, concern)
  }
  const columns = columnsOf(declaration)
  // sent one after the other without waiting: the next is made ready while the database works
  await together([
    created.length > 0 && refusing({ declaration, rows: created }, insertRows(write, declaration, columns, created)),
    updated.length > 0 && refusing({ declaration, rows: updated }, updateRows(write, declaration, columns, updated)),
    searched.length > 0 && keepGrams(write.tx, write.actor.orgId, declaration.type, searched),
  ])
  return saved
}

async function refusing(written: Written, writing: Promise<void>): Promise<void> {
  try {
    await writing
  } catch (error) {
    throw databaseFault(error, written)
  }
}

/** A record that is not stored yet: `save` gives version, times and author. */
export function draft<D extends Declaration>(declaration: D, values: Readonly<Record<string, unknown>>): RecordOf<D> {
  const empty = Object.fromEntries(fieldsOf(declaration).map(([name]) => [name, null]))
  const none = Temporal.Instant.fromEpochMilliseconds(0)
  return {
    id: newId(),
    version: 0,
    createdAt: none,
    createdBy: null,
    updatedAt: none,
    deletedAt: null,
    ...empty,
    ...values,
  } as unknown as RecordOf<D>
}

function stamped<D extends Declaration>(write: Write, before: RecordOf<D> | null, after: RecordOf<D>): RecordOf<D> {
  return {
    ...after,
    version: (before?.version ?? 0) + 1,
    createdAt: before?.createdAt ?? write.now,
    createdBy: before === null ? (after.createdBy ?? write.actor.memberId) : before.createdBy,
    updatedAt: write.now,
  }
}

/** Names of the fields whose values differ, `deletedAt` included. */
function changedFields(declaration: AnyDeclaration, before: object, after: object): string[] {
  const names = [...fieldsOf(declaration).map(([name]) => name), 'deletedAt']
  return names.filter((name) => !sameJson(Reflect.get(before, name), Reflect.get(after, name)))
}
function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  return sorted(a) === sorted(b)
}
/** jsonb comes back with its keys in an order of its own. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

interface Audited {
  readonly before: Stored | null
  readonly after: Stored
  /** Both as they travel. */
  readonly old: object | null
  readonly wire: object
  readonly changed: readonly string[] | null
}
function auditOf(
  declaration: AnyDeclaration,
  { before, after, old, wire, changed }: Audited,
): Omit<AuditRow, 'reason'> {
  const pick = (from: object) =>
    Object.fromEntries(
      (changed ?? fieldsOf(declaration).map(([name]) => name))
        .map((name) => [name, Reflect.get(from, name)])
        .filter(([, value]) => changed !== null || (value !== null && value !== undefined)),
    )
  const owner = declaration.owner === null ? null : Reflect.get(wire, declaration.owner)
  const undeleted = before !== null && before.deletedAt !== null && after.deletedAt === null
  const action =
    before === null
      ? 'create'
      : undeleted
        ? 'restore'
        : after.deletedAt !== null && before.deletedAt === null
          ? 'delete'
          : 'update'
  const concerns = declaration.type === 'member' ? after.id : typeof owner === 'string' ? owner : null
  return {
    type: declaration.type,
    recordId: after.id,
    action,
    concerns,
    before: old === null ? null : pick(old),
    after: pick(wire),
  }
}

/** Behaviour is kept beside records of any type: the door is the one place where their static types are laid down. */
function pendingOf<D extends Declaration>(
  type: RecordType<D>,
  before: RecordOf<D> | null,
  after: RecordOf<D>,
): Omit<PendingChange, 'wire'> {
  return {
    type: anyType(type),
    declaration: type.declaration,
    before: before === null ? null : plain(before),
    after: plain(after),
  }
}
function plain(record: object): PlainRecord {
  return record as PlainRecord
}

function textsIn(record: object | null, names: readonly string[]): string[] {
  if (record === null) return []
  return names.map((name): unknown => Reflect.get(record, name)).filter((value) => typeof value === 'string')
}

function columnsOf(declaration: AnyDeclaration): string[] {
  const own = fieldsOf(declaration).map(([name]) => snake(name))
  const money = hasMoney(declaration) && !own.includes('currency') ? ['currency'] : []
  return ['org_id', 'id', 'version', 'created_at', 'created_by', 'updated_at', 'deleted_at', ...own, ...money]
}

async function insertRows(
  write: Write,
  declaration: AnyDeclaration,
  columns: readonly string[],
  rows: readonly PlainRecord[],
) {
  const table = sql.table(snake(declaration.type))
  const list = sql.join(columns.map((name) => sql.ref(name)))
  await sql`insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(rows)}::jsonb)`.execute(
    write.tx,
  )
}

async function updateRows(
  write: Write,
  declaration: AnyDeclaration,
  columns: readonly string[],
  rows: readonly PlainRecord[],
) {
  const table = sql.table(snake(declaration.type))
  const changing = columns.filter((name) => !['org_id', 'id', 'created_at', 'created_by'].includes(name))
  const sets = sql.join(changing.map((name) => sql`${sql.ref(name)} = n.${sql.ref(name)}`))
  await sql`update ${table} as t set ${sets} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(rows)}::jsonb) n
    where t.org_id = ${write.actor.orgId}::uuid and t.id = n.id`.execute(write.tx)
}
