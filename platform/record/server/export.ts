import { noteAudit } from '#ledger/server/write.ts'
import { writing } from '#ledger/server/writing.ts'
import { requireMay, rowsIn } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { FileReply, type Handled, query } from '#platform/http/handled.ts'
import { writeCsv } from '#platform/import/writeCsv.ts'
import { writeXlsx } from '#platform/import/writeXlsx.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import type { Declaration } from '../record.ts'
import type { ExportInput, resource } from '../resource.ts'
import { wireOfRow } from '../wire.ts'
import { type Column, columnsOf, exportFields } from './exportColumns.ts'
import { countOf, type Listed, listed, type Row, rowsOf } from './list.ts'
import { namesFor, type Types } from './names.ts'
import { cursorOf } from './order.ts'

/**
 * The records of a list as a CSV file or a workbook, written as it is read: page behind page, so that neither rows nor a connection are
 * held for a slow reader. Of what the caller may read, that which they may export. It stands in their audit before the
 * first row leaves. Throws Faults `list.…` (400), `access.forbidden`.
 */
export function exportHandler<D extends Declaration>(
  route: ReturnType<typeof resource<D>>['export'],
  declaration: D,
  types: Types,
): Handled {
  return query(route, async ({ app, db, actor, scope, input }) => {
    const locale = localeOf(input.language ?? actor.locale)
    const fields = exportFields(declaration, input.fields)
    const columns = columnsOf(declaration, fields, locale)
    const read = requireMay(actor, declaration, 'read')
    const within = listed(actor, declaration, input, scope)
    const asked = { ...within, wheres: [...within.wheres, rowsIn(actor, read, declaration.owner)] }
    await noteExport(app, actor, declaration, { input, fields, rows: await countOf(db, asked) })
    const many = say(locale, `${declaration.practice}.${declaration.type}._many`)
    const rows = lines(db, actor, declaration, { asked, columns, types })
    const heads = columns.map(({ head }) => head)
    const name = `${many} ${actor.today}`
    return input.format === 'xlsx'
      ? new FileReply(`${name}.xlsx`, writeXlsx({ sheet: many, columns, rows }))
      : new FileReply(`${name}.csv`, writeCsv({ headers: heads, rows, byteOrderMark: true }))
  })
}

interface Noted {
  readonly input: ExportInput
  readonly fields: readonly string[]
  readonly rows: number
}

/** Who took how much of what away: in the history of the member who did. The host has none, so it is the organisation's. */
async function noteExport(
  app: App,
  actor: Actor,
  { type }: Declaration,
  { input, fields, rows }: Noted,
): Promise<void> {
  const { filter, search, sort, deleted } = input
  await writing(app, actor, async (write) =>
    noteAudit(write, {
      type: actor.memberId === null ? 'org' : 'member',
      recordId: actor.memberId ?? actor.orgId,
      action: 'export',
      concerns: actor.memberId,
      before: null,
      after: { type, rows, fields, filter, search, sort, deleted },
    }),
  )
}

const pageSize = 1000

interface Lines {
  readonly asked: Listed
  readonly columns: readonly Column[]
  readonly types: Types
}

async function* lines(db: Db, actor: Actor, declaration: Declaration, { asked, columns, types }: Lines) {
  for (let cursor: string | undefined; ; ) {
    const rows = await rowsOf(db, asked, cursor, pageSize)
    const items = rows.map((row): Row => wireOfRow(declaration, row))
    const names = await namesFor(db, actor, declaration, items, types)
    for (const item of items) yield columns.map(({ cell }) => cell(item, names))
    const last = rows.at(-1)
    if (rows.length < pageSize || last === undefined) return
    cursor = cursorOf(asked.order, last)
  }
}
