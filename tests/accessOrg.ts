import { draft, save } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { writing } from '#ledger/server/writing.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { member } from '#platform/org/records/member.ts'
import { team } from '#platform/org/records/team.ts'
import { drawLines, moveMember } from '#platform/org/server/moveMember.ts'
import { Member, Team } from '#platform/org/server/types.ts'
import { type AnyDeclaration, type Role, roles, type Scope } from '#platform/record/record.ts'
import { buildOrg } from './harness.ts'

/** How the owner of a record stands to the one who asks. */
export const relations = ['self', 'colleague', 'below', 'deeper', 'above', 'stranger', 'nobody'] as const
export type Relation = (typeof relations)[number]

/** Somebody of a role, and the people round them: in their team, below them at two depths, above them, elsewhere. */
export interface Place {
  readonly actor: Actor
  /** The owner of a record that stands so; null where nobody owns it. */
  readonly ownerOf: (relation: Relation) => string | null
}
export interface AccessOrg {
  readonly owner: Actor
  readonly places: { readonly [role in Role]: Place }
}

/** What a scope reaches, as the words of the declarations say it; written down here once more, to hold the product against. */
const reach: { readonly [scope in Scope]: readonly Relation[] } = {
  own: ['self', 'nobody'],
  team: ['self', 'colleague', 'nobody'],
  line: ['self', 'below', 'deeper', 'nobody'],
  all: relations,
}
export const reaches = (scope: Scope | null, relation: Relation) => scope !== null && reach[scope].includes(relation)

/** The relations that tell a scope from the others: all of them where it reaches some, a few where it reaches all or none. */
export function relationsTried(declaration: AnyDeclaration, scope: Scope | null): readonly Relation[] {
  if (declaration.owner === null) return ['nobody']
  const isAlwaysOwned = declaration.fields[declaration.owner]?.required === true
  const tried: readonly Relation[] =
    scope === null ? ['self'] : scope === 'all' ? ['self', 'stranger', 'nobody'] : relations
  return isAlwaysOwned ? tried.filter((one) => one !== 'nobody') : tried
}

/** One organisation with people of every role, each with a line of their own round them. */
export async function accessOrg(app: App): Promise<AccessOrg> {
  const owner = await buildOrg(app)
  return writing(app, owner, async (write) => {
    const above = await personOf(write, 'Ada above', 'manager')
    const stranger = await personOf(write, 'Ada elsewhere', 'rep')
    const elsewhere = await teamOf(write, 'elsewhere')
    await moveMember(write, { memberId: stranger, teamId: elsewhere, managerId: above, from: null })
    const places: Partial<Record<Role, Place>> = {}
    for (const role of roles) places[role] = await placeOf(write, owner, role, { above, stranger, elsewhere })
    await drawLines(write)
    return { owner, places: complete(places) }
  })
}

async function placeOf(
  write: Write,
  owner: Actor,
  role: Role,
  all: { readonly above: string; readonly stranger: string; readonly elsewhere: string },
): Promise<Place> {
  const [self, colleague] = [
    await personOf(write, `${role} self`, role),
    await personOf(write, `${role} colleague`, 'rep'),
  ]
  const [below, deeper] = [
    await personOf(write, `${role} below`, 'manager'),
    await personOf(write, `${role} deeper`, 'rep'),
  ]
  const teamId = await teamOf(write, role)
  await moveMember(write, { memberId: self, teamId, managerId: all.above, from: null })
  await moveMember(write, { memberId: colleague, teamId, managerId: all.above, from: null })
  await moveMember(write, { memberId: below, teamId: all.elsewhere, managerId: self, from: null })
  await moveMember(write, { memberId: deeper, teamId: all.elsewhere, managerId: below, from: null })
  const owners = { self, colleague, below, deeper, above: all.above, stranger: all.stranger, nobody: null }
  return { actor: { ...owner, role, memberId: self }, ownerOf: (relation) => owners[relation] }
}

async function personOf(write: Write, name: string, role: Role): Promise<string> {
  return (await save(write, Member, null, draft(member, { name, role, vacant: false }))).id
}
async function teamOf(write: Write, name: string): Promise<string> {
  return (await save(write, Team, null, draft(team, { name }))).id
}

function complete(places: Partial<Record<Role, Place>>): AccessOrg['places'] {
  const of = (role: Role) => {
    const place = places[role]
    if (!place) throw new Error(`Nobody is ${role}.`)
    return place
  }
  return {
    owner: of('owner'),
    admin: of('admin'),
    ops: of('ops'),
    payroll: of('payroll'),
    hr: of('hr'),
    manager: of('manager'),
    rep: of('rep'),
    trainer: of('trainer'),
    recruiter: of('recruiter'),
    guest: of('guest'),
  }
}
