import { member } from '#platform/org/records/member.ts'
import { day, relation } from '#platform/record/field.ts'
import type { WireOf } from '#platform/record/record.ts'
import type { ListInput, Page } from '#platform/record/resource.ts'
import { client } from '#web/api/client.ts'
import { type Source, source, writableSource } from '#web/api/records.ts'
import { memberSource } from '#web/frame/orgSources.ts'

type Member = WireOf<typeof member>
/** A member with the team and the manager of today, which stand in memberships. */
export type Person = Member & { readonly teamId: string | null; readonly managerId: string | null }

export const person = {
  ...member,
  fields: {
    ...member.fields,
    teamId: relation('team')(),
    managerId: relation('member')(),
    siteId: relation('site')(),
    from: day(),
    successorId: relation('member')(),
    on: day({ required: true }),
  },
}

/** The members, each with where they belong today. */
export function personSource(today: string): Source<Person> {
  return {
    ...source(
      person,
      { list: (input) => people(input, today), get: (input) => onePerson(input.id, today) },
      memberSource.pageOf,
    ),
    key: memberSource.key,
  }
}

async function people(input: ListInput, today: string): Promise<Page<Person>> {
  const page = await client.org.members.list(input)
  const stays = await staysOf(page.items, today)
  const items = page.items.map((one): Person => ({ ...one, ...stays.of(one.id) }))
  return { ...page, items, names: { ...page.names, ...stays.names } }
}

async function onePerson(id: string, today: string): Promise<Person> {
  const one = await client.org.members.get({ id })
  return { ...one, ...(await staysOf([one], today)).of(id) }
}

async function staysOf(members: readonly Member[], today: string) {
  const ids = members.map(({ id }) => id)
  const nowhere = { teamId: null, managerId: null }
  if (ids.length === 0) return { of: () => nowhere, names: {} }
  const { items, names = {} } = await client.org.memberships.list({
    filter: { memberId: { in: ids } },
    include: 'names',
    limit: 200,
  })
  const now = items.filter(
    ({ validFrom, validTo }) => (validFrom === null || validFrom <= today) && (validTo === null || validTo > today),
  )
  const of = (id: string) => {
    const stay = now.find(({ memberId }) => memberId === id)
    return stay ? { teamId: stay.teamId, managerId: stay.managerId } : nowhere
  }
  return { of, names }
}

const isDeactivated = () => Promise.reject(new Error('A member is deactivated, never deleted.'))
const { list, get, create, update, bulk } = client.org.members

/** For changing a member field by field. There is no delete: one who leaves is deactivated. */
export const changeableMember = writableSource<Member>(
  member,
  { list, get, create, update, bulk, delete: isDeactivated, restore: isDeactivated },
  memberSource.pageOf,
)
