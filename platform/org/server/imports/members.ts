import { Fault } from '#ledger/rules/fault.ts'
import type { RecordType } from '#ledger/server/recordType.ts'
import { draft, saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import type { Db } from '#platform/db/connections.ts'
import { fullName } from '#platform/import/rules/fullName.ts'
import { dayAt, type ImportRow, nameKey, sameValue, textAt } from '#platform/import/rules/importRow.ts'
import type { Warning } from '#platform/import/rules/tally.ts'
import { targetFields } from '#platform/import/rules/targets.ts'
import { changesOf, keyOfRow, onlyOne, recordsOfRows, written } from '#platform/import/server/changes.ts'
import {
  type ChunkPlan,
  type ImportKind,
  type ImportRun,
  type Relation,
  type RowPlan,
  refused,
} from '#platform/import/server/importKind.ts'
import { outcomeOf } from '#platform/import/server/plainKind.ts'
import type { Declaration } from '#platform/record/record.ts'
import { lockAll } from '#platform/record/server/find.ts'
import { type Member as MemberRecord, member } from '../../records/member.ts'
import { membership, team } from '../../records/team.ts'
import { mayGiveByFile, roleIn } from '../../rules/memberRole.ts'
import { moveMember } from '../moveMember.ts'
import { Member, Membership, Team } from '../types.ts'
import { finishMembers } from './finishMembers.ts'
import { placing, timesIn } from './places.ts'
import { staysOf } from './stays.ts'

function named<D extends Declaration>(
  type: RecordType<D>,
  more: (name: string) => { readonly [field: string]: unknown },
) {
  return async (write: Write, names: readonly string[]) => {
    const drafts = names.map((name) => ({ before: null, after: draft(type.declaration, { ...more(name), name }) }))
    return (await saveAll(write, type, drafts)).map(({ id }) => id)
  }
}

const toTeam = { declaration: team, by: ['name', 'externalId'], inFile: false, creation: 'always' } as const
const toManager: Relation = {
  field: 'manager',
  declaration: member,
  by: ['name', 'email', 'externalId'],
  inFile: true,
  creation: 'always',
  create: named(Member, () => ({ role: 'manager', vacant: false })),
}

/**
 * Members with their teams and managers. A manager who is named and not there becomes a member as well; where the file
 * has regions and no teams, each region is a team.
 */
export const memberImport: ImportKind = {
  kind: 'members',
  declaration: member,
  fields: targetFields('members').map((field) =>
    field.name === 'region' ? { ...field, kind: 'relation', relationTo: 'team', matches: ['name'] } : field,
  ),
  into: {},
  instead: {},
  derived: {
    name: { from: ['firstName', 'lastName'], value: ({ firstName, lastName }) => fullName(firstName, lastName) },
  },
  keys: [['externalId'], ['email'], ['name']],
  relations: (mapped) => [
    ...(mapped.has('manager') ? [toManager] : []),
    ...(mapped.has('team') ? [{ ...toTeam, field: 'team', create: named(Team, () => ({})) }] : []),
    ...(mapped.has('region') && !mapped.has('team')
      ? [{ ...toTeam, field: 'region', create: named(Team, (name) => ({ region: name })) }]
      : []),
  ],
  writes: [written(Team), written(Member), written(Membership)],
  unitOf: (type, record) => (type === 'membership' && typeof record.memberId === 'string' ? record.memberId : null),
  begin: (run) => (db, rows) => planMembers(run, db, rows),
  finish: finishMembers,
}

async function planMembers(run: ImportRun, db: Db, rows: readonly ImportRow[]): Promise<ChunkPlan> {
  const matching = { key: run.key, into: {}, index: run.indexes.get('member'), lock: !run.dry }
  const found = await recordsOfRows(db, run.actor.orgId, member, rows, matching)
  const there = [...found.values()].flat().map(({ id }) => id)
  const stays = await staysOf(db, run.actor.orgId, there)
  const drafts = rows.map((row) => draftOf(run, row, found))
  const ids = new Map(drafts.flatMap(({ after }) => (after === null ? [] : [[nameKey(after.name), after.id] as const])))
  const members = changesOf(Member)
  const known = changesOf(Membership)
  const moves: Parameters<typeof moveMember>[1][] = []
  const plans = drafts.map((one): RowPlan => {
    const { row, before, after } = one
    if (after === null) return refused(row.line, one.fault === null ? [] : [one.fault])
    const changed =
      before === null ? [] : NAMES.filter((name) => !sameValue(Reflect.get(before, name), Reflect.get(after, name)))
    const placed = placing({ run, row, memberId: after.id, ids, stays })
    if (placed !== null && before !== null) changed.push('team')
    const outcome = outcomeOf(run, before !== null, changed.length > 0)
    const warnings: Warning[] = []
    if (outcome === 'created' || outcome === 'changed') {
      members.add(before, after)
      if (placed?.is === 'first') {
        const { from: validFrom, to: validTo, ...place } = placed.stay
        known.add(null, draft(membership, { memberId: after.id, ...place, validFrom, validTo }))
      }
      if (placed?.is === 'end') known.add(placed.stay, { ...placed.stay, validTo: placed.to })
      if (placed?.is === 'move') {
        moves.push({ memberId: after.id, ...placed.move })
        if (!placed.dayTold) warnings.push({ code: 'import.moved_today', details: {} })
      }
    }
    return { line: row.line, outcome, id: after.id, name: after.name, changed, faults: [], warnings }
  })
  return {
    rows: plans,
    async save(write) {
      await members.save(write)
      await known.save(write)
      for (const move of moves) await moveMember(write, move)
      await nameRegions(write, run, rows)
    },
    entries: () => ({ gone: [], come: [] }),
  }
}

const NAMES = Object.keys(member.fields)

interface Draft {
  readonly row: ImportRow
  readonly before: MemberRecord | null
  readonly after: MemberRecord | null
  readonly fault: Fault | null
}

function draftOf(run: ImportRun, row: ImportRow, found: ReadonlyMap<string, MemberRecord[]>): Draft {
  try {
    const key = keyOfRow(row, run.key) ?? ''
    const before = onlyOne(found.get(key), key)
    const values = valuesOf(run, row, before)
    const after: MemberRecord =
      before === null ? draft(member, { vacant: false, role: 'rep', ...values }) : { ...before, ...values }
    if (!after.name) throw new Fault('import.value_missing', { field: 'name', value: null })
    requireEmployment(after)
    timesIn(row)
    return { row, before, after, fault: null }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { row, before: null, after: null, fault: error }
  }
}

const TEXTS = ['name', 'email', 'phone', 'title', 'timeZone', 'externalId'] as const
const DAYS = ['employedFrom', 'employedTo'] as const

function valuesOf(run: ImportRun, row: ImportRow, before: MemberRecord | null): { [field: string]: unknown } {
  const values: { [field: string]: unknown } = {}
  for (const field of TEXTS) if (textAt(row, field)) values[field] = textAt(row, field)
  for (const field of DAYS) if (dayAt(row, field)) values[field] = dayAt(row, field)
  const zone = textAt(row, 'timeZone')
  if (zone) requireZone(run, zone)
  const said = row.texts.role
  // nobody is unmade an owner by a file either
  if (said === undefined || before?.role === 'owner') return values
  const role = roleIn(said)
  if (role === null) throw new Fault('import.not_a_choice', { field: 'role', value: said })
  if (!mayGiveByFile(run.actor.role, role)) throw new Fault('import.role_too_high', { field: 'role', value: said })
  return { ...values, role }
}

function requireZone(run: ImportRun, zone: string): void {
  try {
    run.today.toZonedDateTime(zone)
  } catch {
    throw new Fault('time.zone_unknown', { field: 'timeZone', value: zone })
  }
}
function requireEmployment({ employedFrom, employedTo }: MemberRecord): void {
  if (employedFrom === null || employedTo === null || Temporal.PlainDate.compare(employedFrom, employedTo) <= 0) return
  throw new Fault('import.employment_ends_first', {
    field: 'employedTo',
    value: employedTo.toString(),
    from: employedFrom.toString(),
  })
}

/** A team without a region takes the one that its rows name. */
async function nameRegions(write: Write, run: ImportRun, rows: readonly ImportRow[]): Promise<void> {
  if (!run.mapped.has('team') || !run.mapped.has('region')) return
  const regions = new Map<string, string>()
  for (const row of rows) {
    const [id, region] = [row.values.team, row.values.region]
    if (typeof id === 'string' && typeof region === 'string' && !regions.has(id)) regions.set(id, region)
  }
  const teams = await lockAll(write.tx, write.actor.orgId, team, [...regions.keys()])
  await saveAll(
    write,
    Team,
    teams.flatMap((before) => {
      const region = before.region ?? regions.get(before.id) ?? null
      return [{ before, after: { ...before, region } }]
    }),
  )
}
