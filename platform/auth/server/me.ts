import { sql } from 'kysely'
import { businessDay } from '#ledger/rules/day.ts'
import { Fault } from '#ledger/rules/fault.ts'
import { save } from '#ledger/server/save.ts'
import { writing } from '#ledger/server/writing.ts'
import { permissionName, scopeOf } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { org } from '#platform/org/contract.ts'
import { member } from '#platform/org/records/member.ts'
import { Member } from '#platform/org/server/types.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import type { AnyDeclaration, Scope } from '#platform/record/record.ts'
import type { RouteMeta } from '#platform/record/resource.ts'
import { lockAll } from '#platform/record/server/find.ts'
import { densities, type Me, type OwnChange, themes } from '../shapes.ts'
import { isSignedIn, requireSignedIn } from './signedIn.ts'

interface MemberRow {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly locale: string | null
  readonly time_zone: string | null
  readonly user_id: string | null
}

/** What a screen needs to know of the caller before anything else, their permissions by the given declarations. */
export async function meOf(app: App, actor: Actor, declarations: readonly AnyDeclaration[]): Promise<Me> {
  const db = app.db.of(actor.orgId)
  const [settings, row] = await Promise.all([orgSettings(db, actor.orgId), memberRow(db, actor)])
  // in a sample, whose eyes one looks through is not who one is
  const userId = isSignedIn(actor) ? actor.session.userId : row.user_id
  const [user, organisations] =
    userId === null ? [null, []] : await Promise.all([userRow(db, userId), organisationsOf(app, userId)])
  return {
    user: user && { id: user.id, name: user.name, email: user.email },
    member: {
      id: row.id,
      name: row.name,
      role: actor.role,
      email: row.email,
      locale: row.locale,
      timeZone: row.time_zone,
      theme: themes.find((theme) => theme === user?.theme) ?? 'auto',
      density: densities.find((density) => density === user?.density) ?? 'comfortable',
    },
    org: settings,
    today: actor.today,
    organisations: organisations.map(({ id, slug, name }) => ({ id, slug, name })),
    may: permissionsOf(actor, declarations),
  }
}

async function memberRow(db: Db, actor: Actor): Promise<MemberRow> {
  const { rows } = await sql<MemberRow>`select id, name, email, locale, time_zone, user_id from member
    where org_id = ${actor.orgId}::uuid and id = ${actor.memberId}::uuid`.execute(db)
  const row = rows[0]
  if (row === undefined) throw new Fault('record.not_found', { value: actor.memberId, type: 'member' })
  return row
}

async function userRow(db: Db, userId: string) {
  const { rows } = await sql<{ id: string; name: string; email: string; theme: string; density: string }>`
    select id, name, email, theme, density from auth."user" where id = ${userId}`.execute(db)
  return rows[0] ?? null
}

function permissionsOf(actor: Actor, declarations: readonly AnyDeclaration[]): Record<string, Scope> {
  const may: Record<string, Scope> = {}
  const say = (permission: string, allowed: RouteMeta['may'], keyScope: string) => {
    const scope = scopeOf(actor, allowed)
    const inKey = actor.scopes === null || actor.scopes.has('*') || actor.scopes.has(keyScope)
    if (scope !== null && inKey) may[permission] = scope
  }
  for (const { type, path, may: declared } of declarations) {
    for (const action of new Set([...Object.keys(declared), 'export'])) {
      say(`${type}.${action}`, declared[action] ?? {}, `${path}:${reading.has(action) ? 'read' : 'write'}`)
    }
  }
  const { meta } = org.organisation.change['~orpc']
  say(permissionName(meta), meta.may, meta.scope)
  return may
}
const reading: ReadonlySet<string> = new Set(['read', 'export'])

export interface OwnOrganisation {
  readonly id: string
  readonly slug: string
  readonly name: string
}
/** The organisations in which a user has a seat today, the oldest seat first. */
export async function organisationsOf(app: App, userId: string): Promise<readonly OwnOrganisation[]> {
  const { rows } = await sql<{
    org_id: string
    slug: string
    name: string
    time_zone: string
    deactivated_on: string | null
  }>`
    select org_id, slug, name, time_zone, deactivated_on from organisations_of_user(${userId})`.execute(app.db.outside)
  const now = app.clock.now()
  return rows
    .filter(
      (row) => row.deactivated_on === null || row.deactivated_on > todayIn({ timeZone: row.time_zone }, now).toString(),
    )
    .map((row) => ({ id: row.org_id, slug: row.slug, name: row.name }))
}

/** One's own name, language and zone as a member, one's theme and density as a user. Throws Fault `time.zone_unknown`. */
export async function changeOwn(app: App, actor: Actor, change: OwnChange): Promise<void> {
  const { memberId, session } = requireSignedIn(actor)
  const { theme, density, ...values } = change
  if (values.timeZone) businessDay(app.clock.now(), values.timeZone)
  await writing(app, actor, async (write) => {
    const [before] = await lockAll(write.tx, actor.orgId, member, [memberId])
    if (before) await save(write, Member, before, { ...before, ...values })
    // a visitor of a sample changes whom they look through, not the user
    const isOwn = write.org.sample === null
    if (isOwn)
      await sql`update auth."user" set theme = coalesce(${theme ?? null}, theme),
        density = coalesce(${density ?? null}, density), name = coalesce(${values.name ?? null}, name)
        where id = ${session.userId}`.execute(write.tx)
  })
}
