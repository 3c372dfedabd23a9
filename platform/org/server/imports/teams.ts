import { draft, saveAll } from '#ledger/server/save.ts'
import { targetFields } from '#platform/import/rules/targets.ts'
import { plainKind } from '#platform/import/server/plainKind.ts'
import { member } from '../../records/member.ts'
import { team } from '../../records/team.ts'
import { Team } from '../types.ts'

export const teamImport = plainKind({
  kind: 'teams',
  type: Team,
  fields: targetFields('teams'),
  into: { parent: 'parentId', manager: 'managerId' },
  keys: [['externalId'], ['name']],
  relations: (mapped) =>
    [
      {
        field: 'parent',
        declaration: team,
        by: ['name', 'externalId'],
        inFile: true,
        creation: 'suggested' as const,
        create: async (write: Parameters<typeof saveAll>[0], names: readonly string[]) => {
          const saved = await saveAll(
            write,
            Team,
            names.map((name) => ({ before: null, after: draft(team, { name }) })),
          )
          return saved.map(({ id }) => id)
        },
      },
      {
        field: 'manager',
        declaration: member,
        by: ['name', 'email', 'externalId'],
        inFile: false,
        creation: 'never' as const,
      },
    ].filter(({ field }) => mapped.has(field)),
})
