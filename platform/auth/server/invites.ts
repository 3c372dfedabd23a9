import { sql } from 'kysely'
import { Conflict, Fault } from '#ledger/rules/fault.ts'
import { save } from '#ledger/server/save.ts'
import { noteAudit, noteConcern, type Write } from '#ledger/server/write.ts'
import { writing } from '#ledger/server/writing.ts'
import { rowsIn } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import { type App, newId } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { type Member as MemberRecord, member } from '#platform/org/records/member.ts'
import { mayGive } from '#platform/org/rules/memberRole.ts'
import { Member } from '#platform/org/server/types.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import type { Scope } from '#platform/record/record.ts'
import { lockAll, notFound } from '#platform/record/server/find.ts'
import { instantText } from '#platform/record/wire.ts'
import type { InviteShown } from '../shapes.ts'
import { isSame, type KeyText, makeKeyText, readKeyText } from './keyText.ts'
import { addressOf } from './settings.ts'
import { userByEmail } from './users.ts'

export const inviteDays = 7
/** Who sent an invitation hears that it was accepted. */
export const inviteConcernKinds = ['member.joined'] as const

export interface Invited {
  readonly url: string
  readonly expiresAt: string
  /** Of the person whose seat it is. */
  readonly name: string
  readonly email: string | null
  readonly locale: string | null
}

/**
 * A link by which a person takes a member's seat: used once, within 7 days; an earlier one ends. Throws Faults
 * `record.not_found`, `auth.role_above_yours` (403), `sample.invites_nobody` (409), `auth.seat_vacant`, `auth.member_left`, `auth.member_has_user` (409).
 */
export async function invite(write: Write, scope: Scope, memberId: string, publicUrl: string): Promise<Invited> {
  const { actor, now, tx } = write
  if (write.org.sample !== null) throw new Conflict('sample.invites_nobody', { field: 'id', value: memberId })
  const invited = await memberToInvite(write, scope, memberId)
  const id = newId()
  const { text, hash } = makeKeyText('', actor.orgId, id)
  const expiresAt = now.add({ hours: 24 * inviteDays })
  await sql`update invite set revoked_at = ${now.toString()}::timestamptz where org_id = ${actor.orgId}::uuid
    and member_id = ${memberId}::uuid and used_at is null and revoked_at is null`.execute(tx)
  await sql`insert into invite (org_id, id, member_id, hash, created_at, created_by, expires_at) values (${actor.orgId}::uuid, ${id}::uuid,
    ${memberId}::uuid, ${hash}, ${now.toString()}::timestamptz, ${actor.memberId}::uuid, ${expiresAt.toString()}::timestamptz)`.execute(
    tx,
  )
  noteAudit(write, {
    type: 'member',
    recordId: invited.id,
    action: 'invite',
    concerns: invited.id,
    before: null,
    after: { expiresAt: instantText(expiresAt) },
  })
  const { name, email, locale } = invited
  return { url: addressOf(publicUrl, `/invite/${text}`), expiresAt: instantText(expiresAt), name, email, locale }
}

async function memberToInvite(write: Write, scope: Scope, memberId: string): Promise<MemberRecord> {
  const { actor, tx, today } = write
  const { rows } =
    await sql`select from member where org_id = ${actor.orgId}::uuid and id = ${memberId}::uuid and deleted_at is null
    and ${rowsIn(actor, scope, 'id')}`.execute(tx)
  const [found] = rows.length === 0 ? [] : await lockAll(tx, actor.orgId, member, [memberId])
  if (found === undefined) throw notFound(member, memberId)
  const about = { field: 'id', value: memberId, name: found.name }
  if (!mayGive(actor.role, found.role)) throw new Fault('auth.role_above_yours', { ...about, role: found.role })
  if (found.vacant) throw new Fault('auth.seat_vacant', about)
  if (hasLeft(found, today)) throw new Fault('auth.member_left', about)
  if (found.userId !== null) throw new Conflict('auth.member_has_user', about)
  return found
}
const hasLeft = (one: MemberRecord, today: Temporal.PlainDate) =>
  one.deletedAt !== null || (one.deactivatedOn !== null && Temporal.PlainDate.compare(one.deactivatedOn, today) <= 0)

/** An invitation that may still be used. */
export interface OpenInvite {
  readonly key: KeyText
  readonly memberId: string
  readonly memberName: string
  readonly email: string | null
  readonly organisation: string
  readonly expiresAt: string
}

/** Throws Fault `auth.link_dead` for one that is unknown, used, run out, or ended by a newer one. */
export async function openInvite(app: App, token: string): Promise<OpenInvite> {
  const key = readKeyText('', token)
  const row = key && (await inviteRow(app.db.of(key.orgId), key, app.clock.now()))
  if (!key || !row) throw new Fault('auth.link_dead', { field: 'token' })
  return {
    key,
    memberId: row.member_id,
    memberName: row.name,
    email: row.email,
    organisation: row.organisation,
    expiresAt: row.expires_at,
  }
}

interface Row {
  readonly member_id: string
  readonly created_by: string | null
  readonly hash: string
  readonly expires_at: string
  readonly name: string
  readonly email: string | null
  readonly organisation: string
}
async function inviteRow(db: Db, key: KeyText, now: Temporal.Instant, lock = sql``): Promise<Row | null> {
  const { rows } =
    await sql<Row>`select i.member_id, i.created_by, i.hash, i.expires_at, m.name, m.email, o.name as organisation
    from invite i join member m on m.org_id = i.org_id and m.id = i.member_id and m.deleted_at is null and m.user_id is null
      join org o on o.id = i.org_id
    where i.org_id = ${key.orgId}::uuid and i.id = ${key.id}::uuid and i.used_at is null and i.revoked_at is null
      and i.expires_at > ${now.toString()}::timestamptz ${lock}`.execute(db)
  const row = rows[0]
  return row !== undefined && isSame(row.hash, key.hash) ? row : null
}

export async function showInvite(app: App, token: string): Promise<InviteShown> {
  const found = await openInvite(app, token)
  const hasAccount = found.email !== null && (await userByEmail(app, found.email)) !== null
  return {
    organisation: found.organisation,
    member: found.memberName,
    email: found.email,
    hasAccount,
    expiresAt: found.expiresAt,
  }
}

/**
 * The user takes the seat, in one transaction that also uses up the link; of two at once one is refused. A seat without an
 * e-mail gets the user's, so that it can be found and invited by it later. Throws Faults
 * `auth.link_dead`, `auth.member_left`, `auth.already_member` (409).
 */
export async function takeSeat(
  app: App,
  found: OpenInvite,
  userId: string,
  from: { address: string | null; locale: string },
): Promise<void> {
  const { key, memberId } = found
  const org = await orgSettings(app.db.of(key.orgId), key.orgId)
  const actor: Actor = {
    orgId: key.orgId,
    memberId,
    role: 'guest',
    via: 'app',
    scopes: null,
    locale: from.locale,
    address: from.address,
    today: todayIn(org, app.clock.now()).toString(),
  }
  await writing(app, actor, async (write) => {
    const used = await inviteRow(write.tx, key, write.now, sql`for update of i`)
    if (used === null) throw new Fault('auth.link_dead', { field: 'token' })
    const [before] = await lockAll(write.tx, key.orgId, member, [memberId])
    if (before === undefined || hasLeft(before, write.today))
      throw new Fault('auth.member_left', { name: found.memberName })
    const { rows } = await sql<{
      name: string
    }>`select name from member where org_id = ${key.orgId}::uuid and user_id = ${userId}`.execute(write.tx)
    if (rows[0]) throw new Conflict('auth.already_member', { name: rows[0].name, organisation: found.organisation })
    const email = before.email ?? (await freeEmailOf(write, userId))
    await save(write, Member, before, { ...before, userId, email })
    noteConcern(write, {
      memberId: used.created_by,
      kind: 'member.joined',
      subjectType: 'member',
      subjectId: memberId,
      about: { name: before.name },
    })
    await sql`update invite set used_at = ${write.now.toString()}::timestamptz where org_id = ${key.orgId}::uuid and id = ${key.id}::uuid`.execute(
      write.tx,
    )
  })
}

/** The user's e-mail, unless another member has it: in an organisation each stands once. */
async function freeEmailOf({ tx, actor }: Write, userId: string): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`select u.email from auth."user" u where u.id = ${userId}
    and not exists (select from member m where m.org_id = ${actor.orgId}::uuid and lower(m.email) = u.email and m.deleted_at is null)`.execute(
    tx,
  )
  return rows[0]?.email ?? null
}
