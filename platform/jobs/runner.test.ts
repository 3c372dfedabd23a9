import { expect, test } from 'vitest'
import { writing } from '#ledger/server/writing.ts'
import { appForTests, buildOrg } from '../../tests/harness.ts'
import { askJob, jobOf } from './jobs.ts'
import { type JobKind, runJobs } from './runner.ts'

const { app, owner } = appForTests()
const bound = { ...owner, options: '-c role=farsail_app' }

/** A job that waits until the test lets it go on. */
function heldJob() {
  let started: () => void = () => {}
  let release: () => void = () => {}
  const hasStarted = new Promise<void>((done) => {
    started = done
  })
  const released = new Promise<void>((done) => {
    release = done
  })
  let runs = 0
  const kind: JobKind = {
    kind: 'held',
    async run({ progress, signal }) {
      runs += 1
      await progress(1, 2)
      started()
      await Promise.race([released, new Promise((done) => signal.addEventListener('abort', done))])
      await progress(2, 2)
      return { runs }
    },
  }
  return { kind, hasStarted, release: () => release(), runs: () => runs }
}

test('a job whose process ends is taken up by the next one, and never by two at once', async () => {
  const ada = await buildOrg(app)
  const [first, second, third] = [heldJob(), heldJob(), heldJob()]
  const dying = await runJobs(app, [first.kind], bound)
  const id = await writing(app, ada, (write) => askJob(write.tx, ada, 'held', {}))
  await first.hasStarted
  const other = await runJobs(app, [second.kind], bound)
  expect(second.runs()).toBe(0)
  await other.close()
  await dying.close()
  expect((await jobOf(app.db.of(ada.orgId), ada, id)).state).toBe('running')
  const next = await runJobs(app, [third.kind], bound)
  await third.hasStarted
  third.release()
  await expect.poll(async () => (await jobOf(app.db.of(ada.orgId), ada, id)).state).toBe('done')
  await next.close()
  const job = await jobOf(app.db.of(ada.orgId), ada, id)
  expect([job.done, job.total, job.result]).toEqual([2n, 2n, { runs: 1 }])
})

test('somebody else does not see my job', async () => {
  const ada = await buildOrg(app)
  const id = await writing(app, ada, (write) => askJob(write.tx, ada, 'unheard-of', {}))
  const maya = { ...ada, role: 'rep', memberId: ada.orgId } as const
  await expect(jobOf(app.db.of(ada.orgId), maya, id)).rejects.toThrow('record.not_found')
})
