import { sql } from 'kysely'
import { hasWork } from '#crm/server/index.ts'
import { type Asker, headSeq } from '#ledger/server/question.ts'
import { scopeOf } from '#platform/access/access.ts'
import { type RunsJson, runStates, type SetUpStep, setUpSteps, type TodayJson } from '../contract.ts'

/** What a new organisation begins with, and whether it is done; for those who set it up, until all of it is. */
export async function setUpOf(asker: Asker): Promise<TodayJson['setUp']> {
  const { db, actor } = asker
  if (scopeOf(actor, { ops: 'all' }) === null) return null
  const here = sql`org_id = ${actor.orgId}::uuid and deleted_at is null`
  const { rows } = await sql<Record<Exclude<SetUpStep, 'data' | 'deal'>, boolean>>`select
    exists (select from member where ${here} and id <> ${actor.memberId}::uuid) as people,
    exists (select from site where ${here} and calendar is not null) as calendar,
    exists (select from target where ${here}) as targets,
    exists (select from member where ${here} and id <> ${actor.memberId}::uuid and user_id is not null) as invited`.execute(
    db,
  )
  const work = await hasWork(asker)
  const done = {
    people: false,
    calendar: false,
    targets: false,
    invited: false,
    ...rows[0],
    data: work.customers,
    deal: work.deals,
  }
  if (setUpSteps.every((step) => done[step])) return null
  return setUpSteps.map((step) => ({ step, done: done[step] }))
}

const failedDays = 7
const jobsMost = 5

/** What runs, waits or failed in the last week, and how far the ledger has come. */
export async function runsOf({ db, actor }: Asker): Promise<RunsJson> {
  const { rows } = await sql<{ id: string; kind: string; state: string; at: string }>`select id, kind, state,
      to_char(coalesce(finished_at, created_at) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
    from job where org_id = ${actor.orgId}::uuid and state = any(${runStates}::text[])
      and created_at > ${actor.today}::date - ${failedDays}::int order by id desc limit ${jobsMost}`.execute(db)
  return {
    jobs: rows.map(({ id, kind, state, at }) => ({
      id,
      kind,
      state: runStates.find((one) => one === state) ?? 'failed',
      at,
    })),
    position: (await headSeq(db, actor.orgId)).toString(),
  }
}
