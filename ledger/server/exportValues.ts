import { differenceOf, emptyLike, growthOf, type Value } from '#ledger/rules/compare.ts'
import { noteAudit } from '#ledger/server/write.ts'
import { writing } from '#ledger/server/writing.ts'
import { type Call, FileReply } from '#platform/http/handled.ts'
import { writeCsv } from '#platform/import/writeCsv.ts'
import { writeXlsx } from '#platform/import/writeXlsx.ts'
import type { CellForm } from '#platform/import/xlsxBytes.ts'
import { type Locale, localeOf, say } from '#platform/text/messages.ts'
import type { FigureJson, ValuesExportInput, ValuesInput, ValuesJson } from '../contract.ts'
import type { MetricSource } from './evaluate.ts'
import { metricName } from './metricText.ts'

interface Line {
  readonly name: string
  readonly now: (FigureJson & { readonly entries: number }) | null
  readonly was: FigureJson | null
}
type Asks = (input: ValuesInput, locale: Locale) => Promise<ValuesJson>

/** What Results shows as a file, all digits in it: rows, and the total, which is no sum where the metric is none. */
export async function exportValues(
  { app, actor, input }: Pick<Call<ValuesExportInput>, 'app' | 'actor' | 'input'>,
  metric: MetricSource,
  asks: Asks,
): Promise<FileReply> {
  const { format, language, thenFrom, thenTo, thenAsOf, ...asked } = input
  const locale = localeOf(language ?? actor.locale)
  const values = await asks(asked, locale)
  const { asOf: _, period: __, ...rest } = asked
  const then =
    thenFrom === undefined || thenTo === undefined
      ? null
      : await asks({ ...rest, from: thenFrom, to: thenTo, ...(thenAsOf ? { asOf: thenAsOf } : {}) }, locale)
  const lines = linesOf(values, then, say(locale, 'ledger.results.total'))
  const columns = columnsOf(values, then, metric, locale)
  const rows = lines.map((line) => columns.map(({ cell }) => cell(line)))
  await writing(app, actor, async (write) =>
    noteAudit(write, {
      type: actor.memberId === null ? 'org' : 'member',
      recordId: actor.memberId ?? actor.orgId,
      action: 'export',
      concerns: actor.memberId,
      before: null,
      after: {
        type: 'metric',
        metric: values.metric,
        by: values.by,
        from: values.from,
        to: values.to,
        rows: rows.length,
      },
    }),
  )
  const name = `${metricName(metric, locale)} ${values.from} ${values.to}`
  return format === 'xlsx'
    ? new FileReply(`${name}.xlsx`, writeXlsx({ sheet: metricName(metric, locale).slice(0, 31), columns, rows }))
    : new FileReply(`${name}.csv`, writeCsv({ headers: columns.map(({ head }) => head), rows, byteOrderMark: true }))
}

function linesOf(values: ValuesJson, then: ValuesJson | null, total: string): Line[] {
  const others = new Map(then?.rows.map((row) => [row.key, row]))
  const months = then?.rows.toSorted((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1)) ?? []
  const isMonth = values.by === 'month'
  const lines = values.rows.map((row, i): Line => {
    const other = isMonth ? months[i] : others.get(row.key)
    return { name: row.name, now: row, was: other ?? null }
  })
  const known = new Set(values.rows.map(({ key }) => key))
  const gone = isMonth ? [] : (then?.rows.filter(({ key, entries }) => !known.has(key) && entries > 0) ?? [])
  return [
    ...lines,
    ...gone.map((row): Line => ({ name: row.name, now: null, was: row })),
    { name: total, now: values.total, was: then?.total ?? null },
  ]
}

interface Column {
  readonly head: string
  readonly form: CellForm
  readonly cell: (line: Line) => string
}

function columnsOf(values: ValuesJson, then: ValuesJson | null, metric: MetricSource, locale: Locale): Column[] {
  const head = (key: string) => say(locale, `ledger.results.${key}`)
  const days = ({ from, to, asOf }: ValuesJson) => `${from} – ${asOf ?? to}`
  // who has no row in a period of a sum had nothing then; a rate of nothing is absent
  const missing = (like: Value) => (metric.cumulative ? emptyLike(like) : null)
  const now = (line: Line): Value => (line.now ? line.now.value : missing(line.was?.value ?? null))
  const was = (line: Line): Value => (line.was ? line.was.value : missing(line.now?.value ?? null))
  const number = (title: string, cell: Column['cell']): Column => ({ head: title, form: 'number', cell })
  const growth = (line: Line) => growthOf(now(line), was(line), values.unit)?.toString() ?? ''
  const name = metricName(metric, locale)
  return [
    { head: head(`by.${values.by}`), form: 'text', cell: (line) => line.name },
    number(then === null ? name : `${name} ${days(values)}`, (line) => plain(now(line))),
    ...(then === null
      ? []
      : [
          number(days(then), (line) => plain(was(line))),
          number(head('compare.difference'), (line) => plain(differenceOf(now(line), was(line)))),
          number(head('compare.growth'), growth),
        ]),
    { head: head('unitHead'), form: 'text', cell: (line) => unitOf(now(line), values.unit) },
    number(head('low'), ({ now: row }) => row?.cases?.low ?? ''),
    number(head('high'), ({ now: row }) => row?.cases?.high ?? ''),
    number(head('casesHead'), ({ now: row }) => row?.cases?.cases ?? ''),
    number(head('entries'), ({ now: row }) => String(row?.entries ?? 0)),
  ]
}

const plain = (value: Value) => (value === null ? '' : typeof value === 'string' ? value : value.amount)
const unitOf = (value: Value, unit: string) => (typeof value === 'object' && value ? value.currency : unit)
