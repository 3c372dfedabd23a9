import { sql } from 'kysely'
import { z } from 'zod'
import type { Fault } from '#ledger/rules/fault.ts'
import type { Db } from '#platform/db/connections.ts'
import { type Locale, say } from '#platform/text/messages.ts'
import type { Reason } from '../contract.ts'

/** A reason in the reader's words. */
export function reasonOf({ code, details }: Pick<Fault, 'code' | 'details'>, locale: Locale): Reason {
  return { code, message: say(locale, `fault.${code}`, plain(details)) }
}

/** A field of ours is called by its name in the reader's language; a column is called as in the file. */
function plain(details: Fault['details']) {
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, value ?? '']))
}

export interface RefusedLine {
  readonly line: number
  readonly reasons: readonly Reason[]
}
export interface RefusedCells extends RefusedLine {
  readonly cells: readonly string[]
}

const kept = z.array(
  z.object({
    code: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
  }),
)
const keptCells = z.array(z.string())
const PAGE = 1_000

/** The refused rows in the order of the file, a page at a time. */
export async function* refusedRows(
  db: Db,
  orgId: string,
  batchId: string,
  locale: Locale,
): AsyncGenerator<RefusedCells> {
  let after = 0
  for (;;) {
    const page = await refusedPage(db, orgId, batchId, { after, limit: PAGE, locale })
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    after = last.line
  }
}

export async function refusedPage(
  db: Db,
  orgId: string,
  batchId: string,
  { after, limit, locale }: { after: number; limit: number; locale: Locale },
): Promise<RefusedCells[]> {
  const { rows } = await sql<{
    line: bigint
    cells: unknown
    reasons: unknown
  }>`select line, cells, reasons from import_refused
    where org_id = ${orgId}::uuid and batch_id = ${batchId}::uuid and line > ${after} order by line limit ${limit}`.execute(
    db,
  )
  return rows.map((row) => ({
    line: Number(row.line),
    cells: keptCells.parse(row.cells),
    reasons: kept.parse(row.reasons).map((reason) => reasonOf(reason, locale)),
  }))
}
