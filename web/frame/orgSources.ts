import { member } from '#platform/org/records/member.ts'
import { team } from '#platform/org/records/team.ts'
import { client } from '#web/api/client.ts'
import { source } from '#web/api/records.ts'

export const memberSource = source(member, client.org.members)
export const teamSource = source(team, client.org.teams)
export const orgSources = [memberSource, teamSource]
