import { z } from 'zod'
import type { JobCall, JobKind } from '#platform/jobs/runner.ts'
import { localeOf } from '#platform/text/messages.ts'
import type { ImportKinds } from './batches.ts'
import { dryRun } from './dryRun.ts'
import { runImport } from './runImport.ts'
import { undoBatch } from './undoBatch.ts'

const input = z.object({ batchId: z.string() })

/** Imports as jobs: each goes on behind what it had committed when it is run again. */
export function importJobs(kinds: ImportKinds): readonly JobKind[] {
  return [
    {
      kind: 'import.dryRun',
      async run(call) {
        const { forecast } = await dryRun(call.app, call.actor, kinds, idIn(call), {
          ...progressOf(call),
          locale: localeOf(call.actor.locale),
        })
        return forecast?.outcomes ?? null
      },
    },
    {
      kind: 'import.commit',
      subjectOf: fileOf,
      async run(call) {
        const { counts } = await runImport(call.app, call.actor, kinds, idIn(call), progressOf(call))
        return counts?.outcomes ?? null
      },
    },
    {
      kind: 'import.undo',
      subjectOf: fileOf,
      async run(call) {
        const report = await undoBatch(call.app, call.actor, kinds, idIn(call), {
          ...progressOf(call),
          locale: localeOf(call.actor.locale),
        })
        return { undone: report.undone, left: report.leftCount }
      },
    },
  ]
}

/** Who asked hears of the file by its name, and is led to how it went. */
const fileOf: NonNullable<JobKind['subjectOf']> = async (app, orgId, given) => {
  const { batchId } = input.parse(given)
  const row = await app.db
    .of(orgId)
    .selectFrom('import_batch')
    .select('file_name')
    .where('org_id', '=', orgId)
    .where('id', '=', batchId)
    .executeTakeFirst()
  return row ? { type: 'import', id: batchId, name: row.file_name } : null
}
const idIn = (call: JobCall) => input.parse(call.input).batchId
const progressOf = ({ signal, progress }: JobCall) => ({
  signal,
  onProgress: (done: number, total: number) => progress(done, total),
})
