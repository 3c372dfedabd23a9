import { sql } from 'kysely'
import { draft, save } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { writing } from '#ledger/server/writing.ts'
import { hostOf } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { recordOfRow } from '#platform/record/wire.ts'
import { membership, type Membership as Stay } from '../records/team.ts'
import { orgSettings, todayIn } from '../settings.ts'
import { Membership } from './types.ts'

interface Move {
  readonly memberId: string
  readonly teamId: string | null
  readonly managerId: string | null
  /** Without one, the site stays as it is. */
  readonly siteId?: string | null
  /** Null: from ever. */
  readonly from: Temporal.PlainDate | null
  /** The first day on which it no longer holds; without one, it holds until something else is said. */
  readonly to?: Temporal.PlainDate | null
}

/**
 * Puts a member into a team under a manager, at a site, from a day on: what held before ends the day before, what was planned after
 * it is taken back. From ever replaces all that was. Up to a day, what held or was planned for later holds from then on.
 * The same again changes nothing.
 */
export async function moveMember(write: Write, move: Move): Promise<void> {
  const stays = await staysOf(write, move.memberId)
  const siteId = move.siteId === undefined ? (inForce(stays, move.from)?.siteId ?? null) : move.siteId
  const { teamId, managerId, to = null } = move
  const last = stays.find((stay) => sameDay(stay.validTo, to) && startsBy(stay, move.from))
  const same = last?.teamId === teamId && last.managerId === managerId && last.siteId === siteId
  if (same && (move.from !== null || stays.length === 1)) return
  for (const stay of stays) await giveWay(write, stay, move.from, to)
  const { memberId, from } = move
  await save(
    write,
    Membership,
    null,
    draft(membership, { memberId, teamId, managerId, siteId, validFrom: from, validTo: to }),
  )
}

/** A stay as it is left by another one from a day (from ever) to a day (for good). */
async function giveWay(write: Write, stay: Stay, from: Day, to: Day): Promise<void> {
  const { validFrom, validTo } = stay
  if (to !== null && validFrom !== null && Temporal.PlainDate.compare(validFrom, to) >= 0) return
  const goesOn = to !== null && (validTo === null || Temporal.PlainDate.compare(validTo, to) > 0)
  const began = from !== null && startsBy(stay, from) && !sameDay(validFrom, from)
  if (!began) {
    await save(write, Membership, stay, goesOn ? { ...stay, validFrom: to } : { ...stay, deletedAt: write.now })
    return
  }
  if (validTo !== null && Temporal.PlainDate.compare(validTo, from) <= 0) return
  await save(write, Membership, stay, { ...stay, validTo: from })
  const { memberId, teamId, managerId, siteId } = stay
  if (goesOn)
    await save(
      write,
      Membership,
      null,
      draft(membership, { memberId, teamId, managerId, siteId, validFrom: to, validTo }),
    )
}
type Day = Temporal.PlainDate | null

/** The stay of a day; of the latest, where the question is about ever. */
function inForce(stays: readonly Stay[], day: Temporal.PlainDate | null): Stay | undefined {
  const ends = (stay: Stay) =>
    stay.validTo === null || (day !== null && Temporal.PlainDate.compare(stay.validTo, day) > 0)
  return stays.find((stay) => ends(stay) && (day === null || startsBy(stay, day)))
}

const sameDay = (a: Temporal.PlainDate | null, b: Temporal.PlainDate | null) =>
  a === null || b === null ? a === b : a.equals(b)
const startsBy = (stay: Stay, day: Temporal.PlainDate | null) =>
  stay.validFrom === null || (day !== null && Temporal.PlainDate.compare(stay.validFrom, day) <= 0)

async function staysOf(write: Write, memberId: string): Promise<Stay[]> {
  const { rows } = await sql<Record<string, unknown>>`select * from membership
    where org_id = ${write.actor.orgId}::uuid and member_id = ${memberId}::uuid and deleted_at is null for update`.execute(
    write.tx,
  )
  return rows.map((row) => recordOfRow(membership, row))
}

/** Who is below whom on a day, made anew from the memberships: after every move, and when a day begins. */
export async function drawLines(write: Write): Promise<void> {
  const org = write.actor.orgId
  const day = write.today.toString()
  await sql`delete from line where org_id = ${org}::uuid`.execute(write.tx)
  await sql`insert into line (org_id, manager_id, member_id, depth)
    with recursive direct as (
      select manager_id, member_id from membership where org_id = ${org}::uuid and manager_id is not null and deleted_at is null
        and (valid_from is null or valid_from <= ${day}::date) and (valid_to is null or valid_to > ${day}::date)
    ), below as (
      select manager_id, member_id, 1 as depth from direct
      union select b.manager_id, d.member_id, b.depth + 1 from below b join direct d on d.manager_id = b.member_id where b.depth < 30
    )
    select ${org}::uuid, manager_id, member_id, min(depth) from below where manager_id <> member_id group by manager_id, member_id`.execute(
    write.tx,
  )
}

/** A move that was planned for today holds from now on. */
export async function drawLinesToday(app: App, orgId: string): Promise<void> {
  const org = await orgSettings(app.db.of(orgId), orgId)
  await writing(app, hostOf(orgId, todayIn(org, app.clock.now()).toString(), org.locale), drawLines)
}
