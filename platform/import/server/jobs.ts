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
      async run(call) {
        const { counts } = await runImport(call.app, call.actor, kinds, idIn(call), progressOf(call))
        return counts?.outcomes ?? null
      },
    },
    {
      kind: 'import.undo',
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

const idIn = (call: JobCall) => input.parse(call.input).batchId
const progressOf = ({ signal, progress }: JobCall) => ({
  signal,
  onProgress: (done: number, total: number) => progress(done, total),
})
