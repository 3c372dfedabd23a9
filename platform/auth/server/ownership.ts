import { sql } from 'kysely'
import { Conflict, Fault } from '#ledger/rules/fault.ts'
import { save } from '#ledger/server/save.ts'
import { noteAudit, noteConcern, type Write } from '#ledger/server/write.ts'
import type { Actor } from '#platform/access/actor.ts'
import { type App, newId } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { command, type Handled, query } from '#platform/http/handled.ts'
import { type Member as MemberRecord, member } from '#platform/org/records/member.ts'
import { Member } from '#platform/org/server/types.ts'
import { lockAll } from '#platform/record/server/find.ts'
import { instantText } from '#platform/record/wire.ts'
import { auth, type OwnershipOffer } from '../contract.ts'
import { requireCode, twoFactorRow } from './secondStep.ts'
import { requireSignedIn } from './signedIn.ts'
import { requirePassword } from './twoFactor.ts'

/** Whom an offer is made to hears of it, and whoever made it hears of the answer. */
export const ownershipConcernKinds = ['ownership.offered', 'ownership.accepted', 'ownership.declined'] as const
const offerDays = 7

interface Row {
  readonly id: string
  readonly from_id: string
  readonly to_id: string
  readonly from_name: string
  readonly to_name: string
  readonly expires_at: string
}

/** Both say so with their passwords: who gives the organisation away, and who takes it over. There is never no owner. */
export function ownershipRoutes(): Handled[] {
  const { ownership } = auth
  return [
    query(ownership.state, async ({ app, db, actor }) => stateFor(db, actor, app.clock.now())),
    command(ownership.offer, async ({ app, write, actor, input }) => {
      if (actor.role !== 'owner') throw new Fault('ownership.owner_only', { field: 'memberId', value: actor.role })
      if (write.org.sample !== null) throw new Conflict('ownership.not_in_sample')
      await requireOneself(app, actor, input)
      const [to] = await lockAll(write.tx, actor.orgId, member, [input.memberId])
      if (!to || to.id === actor.memberId || !isActive(write, to))
        throw new Fault('ownership.member_unfit', { field: 'memberId', value: to?.name ?? input.memberId })
      if (to.role === 'owner') throw new Conflict('ownership.owner_already', { field: 'memberId', value: to.name })
      await end(write, 'replaced')
      await sql`insert into ownership_offer (org_id, id, from_id, to_id, offered_at, expires_at)
        values (${actor.orgId}::uuid, ${newId()}::uuid, ${actor.memberId}::uuid, ${to.id}::uuid,
          ${write.now.toString()}::timestamptz, ${write.now.add({ hours: 24 * offerDays }).toString()}::timestamptz)`.execute(
        write.tx,
      )
      tell(write, 'ownership.offered', to.id, to)
      note(write, 'ownership_offered', to)
      return stateFor(write.tx, actor, write.now)
    }),
    command(ownership.accept, async ({ app, write, actor, input }) => {
      await requireOneself(app, actor, input)
      const offer = await openOffer(write.tx, actor.orgId, write.now, true)
      if (offer?.to_id !== actor.memberId) throw new Fault('ownership.no_offer')
      await takeOver(write, offer)
      return stateFor(write.tx, { ...actor, role: 'owner' }, write.now)
    }),
    command(ownership.end, async ({ write, actor }) => {
      const offer = await openOffer(write.tx, actor.orgId, write.now, true)
      const isMine = offer?.to_id === actor.memberId
      if (!offer || !(isMine || actor.role === 'owner')) throw new Fault('ownership.no_offer')
      await end(write, isMine ? 'declined' : 'withdrawn')
      const [to] = await lockAll(write.tx, actor.orgId, member, [offer.to_id])
      if (to && isMine) tell(write, 'ownership.declined', offer.from_id, to)
      if (to) note(write, isMine ? 'ownership_declined' : 'ownership_withdrawn', to)
      return stateFor(write.tx, actor, write.now)
    }),
  ]
}

/** Both roles in one transaction. Throws Fault `ownership.no_offer` where who offered is no owner any more. */
async function takeOver(write: Write, offer: Row): Promise<void> {
  const locked = await lockAll(write.tx, write.actor.orgId, member, [offer.from_id, offer.to_id].toSorted())
  const from = locked.find(({ id }) => id === offer.from_id)
  const to = locked.find(({ id }) => id === offer.to_id)
  if (!from || !to || from.role !== 'owner' || !isActive(write, to)) throw new Fault('ownership.no_offer')
  await save(write, Member, to, { ...to, role: 'owner' })
  await save(write, Member, from, { ...from, role: 'admin' })
  await end(write, 'accepted')
  tell(write, 'ownership.accepted', from.id, to)
  note(write, 'ownership_accepted', to)
}

const isActive = ({ today }: Write, { userId, vacant, deletedAt, deactivatedOn }: MemberRecord) =>
  userId !== null &&
  !vacant &&
  deletedAt === null &&
  (deactivatedOn === null || Temporal.PlainDate.compare(deactivatedOn, today) > 0)

/** An open laptop is not enough. Throws Faults `auth.session_needed`, `auth.old_password_wrong`, `auth.code_…`. */
async function requireOneself(
  app: App,
  actor: Actor,
  { password, code }: { readonly password: string; readonly code?: string },
): Promise<void> {
  const { userId } = requireSignedIn(actor).session
  await requirePassword(app, userId, password)
  const found = await twoFactorRow(app.db.outside, userId)
  if (found === null || found.confirmed_at === null) return
  if (code === undefined || code === '') throw new Fault('ownership.code_needed', { field: 'code', value: null })
  await requireCode(app, userId, found, code)
}

/** Told to owners and to whom the offer is made; nobody else learns of it. */
async function stateFor(
  db: Db,
  actor: Actor,
  now: Temporal.Instant,
): Promise<{ readonly offer: OwnershipOffer | null }> {
  const offer = await openOffer(db, actor.orgId, now, false)
  if (!offer || !(actor.role === 'owner' || offer.to_id === actor.memberId)) return { offer: null }
  return {
    offer: {
      fromName: offer.from_name,
      toName: offer.to_name,
      isToMe: offer.to_id === actor.memberId,
      expiresAt: instantText(Temporal.Instant.from(offer.expires_at)),
    },
  }
}

async function openOffer(db: Db, orgId: string, now: Temporal.Instant, lock: boolean): Promise<Row | null> {
  const { rows } = await sql<Row>`select o.id, o.from_id, o.to_id, o.expires_at, f.name as from_name, t.name as to_name
    from ownership_offer o join member f on f.org_id = o.org_id and f.id = o.from_id
      join member t on t.org_id = o.org_id and t.id = o.to_id
    where o.org_id = ${orgId}::uuid and o.ended_at is null and o.expires_at > ${now.toString()}::timestamptz
    ${lock ? sql`for update of o` : sql``}`.execute(db)
  return rows[0] ?? null
}

async function end(write: Write, outcome: 'accepted' | 'declined' | 'withdrawn' | 'replaced'): Promise<void> {
  await sql`update ownership_offer set ended_at = ${write.now.toString()}::timestamptz, outcome = ${outcome}
    where org_id = ${write.actor.orgId}::uuid and ended_at is null`.execute(write.tx)
}

function tell(write: Write, kind: (typeof ownershipConcernKinds)[number], memberId: string, to: MemberRecord): void {
  noteConcern(write, { kind, memberId, subjectType: 'member', subjectId: to.id, about: { name: to.name } })
}
function note(write: Write, action: string, to: MemberRecord): void {
  noteAudit(write, { type: 'member', recordId: to.id, action, concerns: to.id, before: null, after: null })
}
