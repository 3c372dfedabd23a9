import { Fault } from '#ledger/rules/fault.ts'
import { dayAt, type ImportRow, nameKey } from '#platform/import/rules/importRow.ts'
import type { ImportRun } from '#platform/import/server/importKind.ts'
import type { Membership as Stay } from '../../records/team.ts'
import { currentStay, type Stays } from './stays.ts'

/** What a row changes in where a member belongs: the first place ever, another one, or the end of the present one. */
export type Placing =
  | { readonly is: 'first'; readonly stay: Place & Times }
  | { readonly is: 'move'; readonly move: Place & Times; readonly dayTold: boolean }
  | { readonly is: 'end'; readonly stay: Stay; readonly to: Temporal.PlainDate }

interface Place {
  readonly teamId: string | null
  readonly managerId: string | null
}
/** From a day to the first one after it: null is from ever, and for good. */
interface Times {
  readonly from: Temporal.PlainDate | null
  readonly to: Temporal.PlainDate | null
}

/** The column names the last day. Throws Fault `import.membership_ends_first`. */
export function timesIn(row: ImportRow): Times {
  const [from, last] = [dayAt(row, 'validFrom') ?? null, dayAt(row, 'validTo') ?? null]
  if (from !== null && last !== null && Temporal.PlainDate.compare(last, from) < 0) {
    throw new Fault('import.membership_ends_first', {
      field: 'validTo',
      value: last.toString(),
      from: from.toString(),
    })
  }
  return { from, to: last?.add({ days: 1 }) ?? null }
}

interface Placed {
  readonly run: ImportRun
  readonly row: ImportRow
  readonly memberId: string
  /** Of the rows of the chunk, by `nameKey`. */
  readonly ids: ReadonlyMap<string, string>
  readonly stays: Stays
}

/** Null where nothing changes, or where the manager's own row is still to come. */
export function placing({ run, row, memberId, ids, stays }: Placed): Placing | null {
  const place = placeOf(run, row, memberId, ids)
  if (place === null) return null
  const times = timesIn(row)
  if (!stays.has(memberId)) return { is: 'first', stay: { ...withStay(place, null), ...times } }
  const stay = currentStay(stays, memberId, times.from ?? run.today)
  if (stay === null || differs(place, stay)) {
    const move = { ...withStay(place, stay), from: times.from ?? run.today, to: times.to }
    return { is: 'move', move, dayTold: times.from !== null }
  }
  return lasting(stay, times)
}

/** The place is the one that is known already; only its end may be another. */
function lasting(stay: Stay, { to }: Times): Placing | null {
  if (to === null || stay.validTo?.equals(to)) return null
  if (stay.validTo === null || Temporal.PlainDate.compare(to, stay.validTo) < 0) return { is: 'end', stay, to }
  const { teamId, managerId, validTo: from } = stay
  return { is: 'move', move: { teamId, managerId, from, to }, dayTold: true }
}

/** Team and manager as far as the row says; undefined keeps what stands. */
interface Told {
  readonly teamId: string | undefined
  readonly managerId: string | undefined
}

function placeOf(run: ImportRun, row: ImportRow, own: string, ids: ReadonlyMap<string, string>): Told | null {
  const field = run.mapped.has('team') ? 'team' : 'region'
  const teamId = row.values[field]
  const later = row.later.manager
  const manager = later === undefined ? row.values.manager : ids.get(nameKey(later))
  // the manager's own row is still to come: the second pass knows who it is
  if (manager === undefined && later !== undefined) return null
  const managerId = typeof manager === 'string' && manager !== own ? manager : undefined
  const place = { teamId: typeof teamId === 'string' ? teamId : undefined, managerId }
  return place.teamId === undefined && managerId === undefined ? null : place
}

function differs({ teamId, managerId }: Told, stay: Stay): boolean {
  return (teamId !== undefined && teamId !== stay.teamId) || (managerId !== undefined && managerId !== stay.managerId)
}
function withStay(place: Told, stay: Stay | null): Place {
  return { teamId: place.teamId ?? stay?.teamId ?? null, managerId: place.managerId ?? stay?.managerId ?? null }
}
