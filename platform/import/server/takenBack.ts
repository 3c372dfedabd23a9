import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { Write } from '#ledger/server/write.ts'
import { type AnyDeclaration, fieldsOf, snake } from '#platform/record/record.ts'
import type { ImportKind } from './importKind.ts'

export interface ChangeRow {
  readonly seq: bigint
  readonly unit: string
  readonly line: bigint
  readonly type: string
  readonly record_id: string
  readonly before: { readonly [field: string]: unknown } | null
  readonly version: number
}
/** Records that are taken back together or not at all. */
export interface Unit {
  readonly unit: string
  /** In the order in which they were made. */
  readonly changes: readonly ChangeRow[]
}

interface RecordBack {
  readonly type: string
  readonly id: string
  /** What stood before the first change of the batch; null where nothing did. */
  readonly before: ChangeRow['before']
  readonly versionBefore: number | null
  /** The version that the batch left behind. */
  readonly version: number
}
interface UnitBack {
  readonly unit: string
  readonly records: readonly RecordBack[]
}
export interface TakenBack {
  readonly back: readonly UnitBack[]
  readonly left: readonly { readonly unit: string; readonly reason: Fault }[]
}

export interface UndoOf {
  readonly batchId: string
  readonly kind: ImportKind
  /** All record types of the product: any of them may point to what an import made. */
  readonly declarations: readonly AnyDeclaration[]
}

/** Which units can be taken back: those whose records nobody edited since and nothing else hangs on. */
export async function takenBack(write: Write, of: UndoOf, units: readonly Unit[]): Promise<TakenBack> {
  const all = units.map(({ unit, changes }) => ({ unit, records: recordsOf(changes) }))
  const versions = await versionsNow(write, of.kind, all)
  const left = new Map<string, Fault>()
  for (const { unit, records } of all) {
    const edited = records.find(({ id, version }) => versions.get(id) !== version)
    if (edited !== undefined) left.set(unit, new Fault('import.left_edited', { field: edited.type, value: edited.id }))
  }
  const uses = await usesOf(write, of, all)
  const unitOf = new Map(all.flatMap(({ unit, records }) => records.map(({ id }) => [id, unit] as const)))
  // What stays keeps what it points to, which in turn keeps what that points to.
  for (let found = true; found; ) {
    found = false
    for (const { unit, records } of all) {
      if (left.has(unit)) continue
      const users = records.flatMap(({ id, before }) => (before === null ? (uses.get(id) ?? []) : []))
      const staying = users.filter(({ by }) => {
        const other = by === null ? undefined : unitOf.get(by)
        return other === undefined || (other !== unit && left.has(other))
      })
      if (staying.length === 0) continue
      const types = [...new Set(staying.map(({ type }) => type))]
      left.set(
        unit,
        new Fault('import.left_used', {
          field: records[0]?.type ?? '',
          value: unit,
          count: staying.reduce((sum, { count }) => sum + count, 0),
          types,
        }),
      )
      found = true
    }
  }
  return {
    back: all.filter(({ unit }) => !left.has(unit)),
    left: [...left].map(([unit, reason]) => ({ unit, reason })),
  }
}

function recordsOf(changes: readonly ChangeRow[]): RecordBack[] {
  return [...Map.groupBy(changes, ({ record_id }) => record_id)].flatMap(([id, own]) => {
    const [first] = own
    const last = own.at(-1)
    if (first === undefined || last === undefined) return []
    const version = first.before?.version
    return [
      {
        type: first.type,
        id,
        before: first.before,
        versionBefore: typeof version === 'number' ? version : null,
        version: last.version,
      },
    ]
  })
}

async function versionsNow(
  write: Write,
  kind: ImportKind,
  units: readonly UnitBack[],
): Promise<ReadonlyMap<string, number>> {
  const versions = new Map<string, number>()
  for (const { declaration } of kind.writes) {
    const ids = idsOf(units, declaration.type, () => true)
    if (ids.length === 0) continue
    const { rows } = await sql<{
      id: string
      version: number
    }>`select id, version from ${sql.table(snake(declaration.type))}
      where org_id = ${write.actor.orgId}::uuid and id = any(${ids}::uuid[]) order by id for update`.execute(write.tx)
    for (const { id, version } of rows) versions.set(id, version)
  }
  return versions
}

function idsOf(units: readonly UnitBack[], type: string, chosen: (record: RecordBack) => boolean): string[] {
  return units.flatMap(({ records }) => records.filter((one) => one.type === type && chosen(one)).map(({ id }) => id))
}

/** Records that point to another: one of those looked at, or any number of others. */
interface Use {
  readonly by: string | null
  readonly type: string
  readonly count: number
}

/** Which records that are still there point to records that the batch made; its own that also go back don't count. */
async function usesOf(
  write: Write,
  { kind, declarations, batchId }: UndoOf,
  units: readonly UnitBack[],
): Promise<ReadonlyMap<string, readonly Use[]>> {
  const uses = new Map<string, Use[]>()
  const org = write.actor.orgId
  const looked = units.flatMap(({ records }) => records.map(({ id }) => id))
  for (const { declaration } of kind.writes) {
    const made = idsOf(units, declaration.type, ({ before }) => before === null)
    if (made.length === 0) continue
    for (const [user, name] of pointers(declarations, declaration)) {
      const column = sql.ref(name)
      const { rows } = await sql<{ used: string; by: string | null; n: bigint }>`
        select ${column} as used, case when u.id = any(${looked}::uuid[]) then u.id end as by, count(*) as n
        from ${sql.table(snake(user.type))} u
        where u.org_id = ${org}::uuid and ${column} = any(${made}::uuid[]) and u.deleted_at is null
          and (u.id = any(${looked}::uuid[]) or not exists (select from import_change c
            where c.org_id = ${org}::uuid and c.record_id = u.id and c.batch_id = ${batchId}::uuid and c.outcome = 'stands'))
        group by 1, 2`.execute(write.tx)
      for (const { used, by, n } of rows) {
        const use = { by, type: user.type, count: Number(n) }
        const known = uses.get(used)
        if (known === undefined) uses.set(used, [use])
        else known.push(use)
      }
    }
  }
  return uses
}

function pointers(users: readonly AnyDeclaration[], to: AnyDeclaration): (readonly [AnyDeclaration, string])[] {
  return users.flatMap((user) =>
    fieldsOf(user)
      .filter(([, field]) => field.kind === 'relation' && field.of === to.type)
      .map(([name]) => [user, snake(name)] as const),
  )
}
