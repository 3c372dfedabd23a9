import { draft, saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import { nameKey } from '#platform/import/rules/importRow.ts'
import { type RecordIndex, wholeIndex } from '#platform/import/server/recordIndex.ts'
import { lossReason, stage } from '../../records/pipeline.ts'
import { LossReason, Stage } from '../types.ts'

export interface StageOfPipeline {
  readonly id: string
  readonly name: string
  readonly pipelineId: string
}

/** All stages in the order of pipelines and of their places, so that the first pipeline's come first. */
export async function stagesInOrder(db: Db, orgId: string): Promise<readonly StageOfPipeline[]> {
  const rows = await db
    .selectFrom('stage as s')
    .innerJoin('pipeline as p', (join) => join.onRef('p.org_id', '=', 's.org_id').onRef('p.id', '=', 's.pipeline_id'))
    .select(['s.id', 's.name', 's.pipeline_id'])
    .where('s.org_id', '=', orgId)
    .where('s.deleted_at', 'is', null)
    .where('p.deleted_at', 'is', null)
    .orderBy('p.position')
    .orderBy('p.id')
    .orderBy('s.position')
    .orderBy('s.id')
    .execute()
  return rows.map((row) => ({ id: row.id, name: row.name, pipelineId: row.pipeline_id }))
}

/** A stage is named without its pipeline: of two the one in the first pipeline is meant. */
export async function stagesByName(db: Db, actor: Actor): Promise<RecordIndex> {
  const seen = new Set<string>()
  const first = (await stagesInOrder(db, actor.orgId)).filter(({ name }) => {
    const key = nameKey(name)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
  return wholeIndex(
    first.map(({ id, name }) => ({ id, name, keys: [] })),
    ['name'],
  )
}

/** An even chance until somebody says better. */
const PROBABILITY_UNKNOWN = '0.5'

/** New stages at the end of the first pipeline, in the order in which the file names them. */
export async function createStages(write: Write, names: readonly string[]): Promise<readonly string[]> {
  const org = write.actor.orgId
  const pipeline = await write.tx
    .selectFrom('pipeline')
    .select('id')
    .where('org_id', '=', org)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const last = await write.tx
    .selectFrom('stage')
    .select('position')
    .where('org_id', '=', org)
    .where('pipeline_id', '=', pipeline.id)
    .orderBy('position', 'desc')
    .executeTakeFirst()
  const from = (last?.position ?? -1) + 1
  const saved = await saveAll(
    write,
    Stage,
    names.map((name, i) => ({
      before: null,
      after: draft(stage, { name, pipelineId: pipeline.id, position: from + i, probability: PROBABILITY_UNKNOWN }),
    })),
  )
  return saved.map(({ id }) => id)
}

export async function createLossReasons(write: Write, names: readonly string[]): Promise<readonly string[]> {
  const last = await write.tx
    .selectFrom('loss_reason')
    .select('position')
    .where('org_id', '=', write.actor.orgId)
    .orderBy('position', 'desc')
    .executeTakeFirst()
  const from = (last?.position ?? -1) + 1
  const saved = await saveAll(
    write,
    LossReason,
    names.map((name, i) => ({ before: null, after: draft(lossReason, { name, position: from + i }) })),
  )
  return saved.map(({ id }) => id)
}
