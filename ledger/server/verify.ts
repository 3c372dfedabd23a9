import { sql } from 'kysely'
import { difference } from '#ledger/rules/difference.ts'
import { parseDecimal } from '#ledger/rules/rounding.ts'
import type { Db } from '#platform/db/connections.ts'
import { type AnyDeclaration, fieldOf, snake } from '#platform/record/record.ts'
import { recordOfRow, wireOfRow } from '#platform/record/wire.ts'
import { postedFor } from './entries.ts'
import { inSnapshot } from './question.ts'
import type { AnyRecordType, Wanted } from './recordType.ts'
import { type Damage, damagesMost, ledgerDamages } from './verifyLedger.ts'

export interface Verified {
  readonly entries: bigint
  readonly records: number
  readonly damages: readonly Damage[]
}
const pageSize = 1000
const first = '00000000-0000-0000-0000-000000000000'

/**
 * Recomputes what the ledger must hold from the records, and everything that is derived from the ledger; reads only, and
 * of one moment, while others may write.
 */
export function verify(db: Db, orgId: string, types: readonly AnyRecordType[]): Promise<Verified> {
  return inSnapshot(db, async (within) => {
    const { rows } = await sql<{
      n: bigint
    }>`select count(*) as n from ledger_entry where org_id = ${orgId}::uuid`.execute(within)
    const damages = await ledgerDamages(within, orgId)
    let records = 0
    for (const type of types) {
      if (type.entriesOf || type.phasesOf) records += await eachRecord(within, orgId, type, damages)
    }
    damages.push(...(await orphans(within, orgId, types)))
    for (const type of types) if (type.dependent) damages.push(...(await dependents(within, orgId, type)))
    return { entries: rows[0]?.n ?? 0n, records, damages: damages.slice(0, damagesMost) }
  })
}

async function eachRecord(db: Db, orgId: string, type: AnyRecordType, damages: Damage[]): Promise<number> {
  const { declaration } = type
  let after = first
  let count = 0
  for (;;) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(snake(declaration.type))}
      where org_id = ${orgId}::uuid and id > ${after}::uuid order by id limit ${pageSize}`.execute(db)
    const last = rows.at(-1)
    if (!last) return count
    after = String(last['id'])
    count += rows.length
    const records = rows.map((row) => recordOfRow(declaration, row))
    if (type.entriesOf) {
      const { entriesOf } = type
      damages.push(
        ...(await compared(
          db,
          orgId,
          records.map((record) => ({
            subjectType: declaration.type,
            subjectId: record.id,
            entries: record.deletedAt === null ? entriesOf(record) : [],
          })),
        )),
      )
    }
    if (type.phasesOf) damages.push(...(await currentStates(db, orgId, declaration, rows)))
  }
}

async function compared(db: Db, orgId: string, wanted: readonly Wanted[]): Promise<Damage[]> {
  const posted = await postedFor(db, orgId, wanted)
  return wanted.flatMap((one): Damage[] => {
    const diff = difference(one.entries, posted.get(one.subjectId) ?? [])
    if (diff.add.length === 0 && diff.reverse.length === 0) return []
    const missing = diff.add.map((entry) => `missing ${entry.kind} on ${entry.occurredOn}`)
    const wrong = diff.reverse.map((entry) => `entry ${entry.seq} ${entry.kind} should not stand`)
    return [
      { check: 'entries', subject: `${one.subjectType} ${one.subjectId}`, detail: [...missing, ...wrong].join('; ') },
    ]
  })
}

/** The version known last is the record as it stands, field by field; of a deleted one it is that it is not there. */
async function currentStates(
  db: Db,
  orgId: string,
  declaration: AnyDeclaration,
  rows: readonly Record<string, unknown>[],
): Promise<Damage[]> {
  const ids = rows.map((row) => String(row['id']))
  const found = await sql<{ record_id: string; state: unknown }>`select distinct on (record_id) record_id, state
    from record_version where org_id = ${orgId}::uuid and type = ${declaration.type} and record_id = any(${ids}::uuid[])
    order by record_id, seq desc, part desc`.execute(db)
  const states = new Map(found.rows.map((row) => [row.record_id, row.state]))
  return rows.flatMap((row): Damage[] => {
    const id = String(row['id'])
    const detail = stateDamage(declaration, states.get(id), row['deleted_at'] === null ? row : null)
    return detail === null ? [] : [{ check: 'versions', subject: `${declaration.type} ${id}`, detail }]
  })
}

function stateDamage(declaration: AnyDeclaration, state: unknown, row: Record<string, unknown> | null): string | null {
  if (state === undefined) return 'has no version'
  if (row === null) return state === null ? null : 'is deleted, and its last version is not'
  if (typeof state !== 'object' || state === null) return 'stands, and its last version says that it is deleted'
  const wire: object = wireOfRow(declaration, row)
  const differing = Object.entries(wire).filter(
    ([name, value]) => !sameValue(fieldOf(declaration, name)?.kind, value, Reflect.get(state, name)),
  )
  return differing.length ? `last version differs in ${differing.map(([name]) => name).join(', ')}` : null
}

/** Decimals are equal as numbers; a field that a version is older than is absent. */
function sameValue(kind: string | undefined, a: unknown, b: unknown): boolean {
  if (kind !== 'rate' || typeof a !== 'string' || typeof b !== 'string') return inOrder(a) === inOrder(b)
  const [one, other] = [parseDecimal(a), parseDecimal(b)]
  return one !== undefined && one.n === other?.n && one.d === other.d
}
function inOrder(value: unknown): string {
  return JSON.stringify(value ?? null, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** Entries that stand for a record which is not there, or of a type which nobody knows. */
async function orphans(db: Db, orgId: string, types: readonly AnyRecordType[]): Promise<Damage[]> {
  const known = new Set(types.flatMap((one) => (one.entriesOf ? [one.declaration.type] : [])))
  for (const { dependent } of types) if (dependent) known.add(dependent.subjectType)
  const names = [...known]
  const there = names.map(
    (name) => sql`(e.subject_type = ${name} and exists (
      select from ${sql.table(snake(name))} t where t.org_id = e.org_id and t.id = e.subject_id))`,
  )
  const { rows } = await sql<{ seq: bigint; subject_type: string }>`select e.seq, e.subject_type from ledger_entry e
    where e.org_id = ${orgId}::uuid and not (${there.length ? sql.join(there, sql` or `) : sql`false`}) limit ${damagesMost}`.execute(
    db,
  )
  return rows.map((row) => ({
    check: 'orphans',
    subject: `entry ${row.seq}`,
    detail: `no ${row.subject_type} stands behind it`,
  }))
}

async function dependents(db: Db, orgId: string, type: AnyRecordType): Promise<Damage[]> {
  const { dependent } = type
  if (!dependent) return []
  const found: Damage[] = []
  let after = first
  for (;;) {
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(snake(dependent.subjectType))}
      where org_id = ${orgId}::uuid and id > ${after}::uuid order by id limit ${pageSize}`.execute(db)
    const last = rows.at(-1)
    if (!last) return found
    after = last.id
    found.push(
      ...(await compared(
        db,
        orgId,
        await dependent.wanted(
          db,
          orgId,
          rows.map((row) => row.id),
        ),
      )),
    )
  }
}
