import { sql } from 'kysely'
import { Conflict, Fault } from '#ledger/rules/fault.ts'
import type { Write } from '#ledger/server/write.ts'
import { writing } from '#ledger/server/writing.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { ImportRow } from '../rules/importRow.ts'
import { quarterNamer, type Tally, tallyKeeper } from '../rules/tally.ts'
import { type Batch, changeBatch } from './batches.ts'
import { type ImportKind, type Planner, refused } from './importKind.ts'
import { keepChanges, keepRefused } from './keepChanges.ts'
import type { Reading } from './reading.ts'

export interface Commit {
  readonly app: App
  readonly actor: Actor
  readonly kind: ImportKind
  readonly batch: Batch
}
/** How far a batch has come. */
export interface From {
  readonly line: number
  readonly counts: Tally | null
}
export interface Chunk {
  readonly rows: readonly ImportRow[]
  readonly cells: ReadonlyMap<number, readonly string[]>
}
export interface Committing {
  /** Comes back when the next may come; what went wrong with a chunk is thrown at a later one or at the end. */
  push(chunk: Chunk): Promise<void>
  /** Waits for all that is on its way. */
  end(): Promise<void>
}

/** A chunk on its way: its first try, and how it ended. */
interface Under {
  readonly tried: Promise<From>
  readonly done: Promise<From>
}
/** The one before was refused, so this one has to come again after it. */
class Overtaken extends Error {}

/**
 * Commits chunks in the order of the file, each a transaction. Where no row hangs on rows above it (`kind.apart`) two are
 * on their way at once: while the database ends one, the next is planned and saved, and ends when the one before has.
 * Where the database refuses a chunk it is halved until the row is found which is to blame: that one is refused, the
 * others go in.
 */
export function committingOf(commit: Commit, reading: Reading, pass: 1 | 2, from: From): Committing {
  const attempt = attemptOf(commit, reading, pass)
  const begun = Promise.resolve(from)
  let [older, newer]: [Under, Under] = [
    { tried: begun, done: begun },
    { tried: begun, done: begun },
  ]

  /** One after the other from here. */
  async function inTurn(chunk: Chunk, after: From): Promise<From> {
    try {
      return await attempt(chunk, Promise.resolve(after), () => {})
    } catch (error) {
      return await halved(chunk, after, error)
    }
  }

  async function halved({ rows, cells }: Chunk, after: From, error: unknown): Promise<From> {
    if (!(error instanceof Fault) || error.code === 'import.runs_already') throw error
    const [only, second] = rows
    if (only !== undefined && second === undefined) {
      if (only.faults.length > 0) throw error
      return await inTurn({ rows: [{ ...only, faults: [error] }], cells }, after)
    }
    const half = Math.ceil(rows.length / 2)
    const first = await inTurn({ rows: rows.slice(0, half), cells }, after)
    return await inTurn({ rows: rows.slice(half), cells }, first)
  }

  return {
    async push(chunk) {
      await older.done
      const before = newer
      const saved = Promise.withResolvers<void>()
      const tried = attempt(chunk, before.tried, saved.resolve)
      const done = tried.catch(async (error: unknown) => {
        const after = await before.done
        return await (error instanceof Overtaken ? inTurn(chunk, after) : halved(chunk, after, error))
      })
      // said when it is waited for
      done.catch(() => {})
      ;[older, newer] = [before, { tried, done }]
      await (commit.kind.apart ? Promise.race([saved.promise, done]) : done)
    },
    async end() {
      await Promise.allSettled([older.done, newer.done])
      await newer.done
    },
  }
}

/** One transaction: it saves, and when the chunk before has ended it takes its turn. */
function attemptOf({ app, actor, kind, batch }: Commit, reading: Reading, pass: 1 | 2) {
  const planner = kind.begin(reading.run)
  const quarter = quarterNamer(reading.run.org)
  return async ({ rows, cells }: Chunk, before: Promise<From>, saved: () => void): Promise<From> => {
    const done = await writing(app, actor, async (write) => {
      const { plan, bad } = await planned(planner, write, rows)
      await plan.save(write)
      const outcomes = [...plan.rows, ...bad]
      const { gone, come } = plan.entries()
      saved()
      const at = await before.catch(() => {
        throw new Overtaken()
      })
      await requireTurn(write, batch.id, pass, at.line)
      await keepChanges(write, batch.id, kind, plan.rows)
      const keeper = tallyKeeper(at.counts, quarter, { people: false })
      for (const row of outcomes) keeper.row(row.outcome, row.line, row.warnings)
      keeper.entries(gone, -1n)
      keeper.entries(come, 1n)
      const counts = keeper.tally()
      const line = rows.at(-1)?.line ?? at.line
      if (pass === 1) await keepRefused(write.tx, actor.orgId, batch.id, outcomes, cells)
      await changeBatch(write.tx, actor.orgId, batch.id, { committed_line: line, ...(pass === 1 ? { counts } : {}) })
      return { line, counts, outcomes }
    })
    const made = done.outcomes.flatMap(({ outcome, id, name }) =>
      outcome === 'created' && id !== null && name !== null ? [{ id, name }] : [],
    )
    reading.added(made, kind.declaration.type)
    return { line: done.line, counts: done.counts }
  }
}

async function planned(planner: Planner, write: Write, rows: readonly ImportRow[]) {
  const good = rows.filter((row) => row.faults.length === 0)
  const bad = rows.filter((row) => row.faults.length > 0).map((row) => refused(row.line, row.faults))
  return { plan: await planner(write.tx, good), bad }
}

/** Locks the batch, and makes sure that nobody else went on with it meanwhile. */
async function requireTurn(write: Write, id: string, pass: number, line: number): Promise<void> {
  const { rows } = await sql<{ state: string; pass: number; committed_line: bigint }>`select state, pass, committed_line
    from import_batch where org_id = ${write.actor.orgId}::uuid and id = ${id}::uuid for update`.execute(write.tx)
  const [row] = rows
  const mine = row?.state === 'running' && row.pass === pass && Number(row.committed_line) === line
  if (!mine) throw new Conflict('import.runs_already', { field: 'id', value: id })
}
