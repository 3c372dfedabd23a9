import { sql } from 'kysely'
import { businessDay } from '#ledger/rules/day.ts'
import { Fault } from '#ledger/rules/fault.ts'
import { type By, groupings, type Metric } from '#ledger/rules/metric.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Org } from '#platform/org/settings.ts'
import type { Scope } from '#platform/record/record.ts'

/** What is asked of a metric. Days are inclusive; `where` narrows to one member, team, month …, as a row of another answer does. */
export interface Question {
  readonly metric: Metric
  readonly by: By
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  /** Was the period asked for, or is it what is taken where none is? A level that needs none looks at it only if asked. */
  readonly periodAsked: boolean
  /** Cuts what is true by its day: entries after it don't count, whenever they were typed. */
  readonly asOf: Temporal.PlainDate | null
  /** The position up to which entries are known; null is all that is known now. */
  readonly asOfSeq: bigint | null
  readonly where: { readonly [by in By]?: string }
  /** Only what is credited to these people: a page of them costs no more than the page. */
  readonly members?: readonly string[]
}

/** Whose question it is: rows beyond this are neither shown nor summed. */
export interface Asker {
  readonly db: Db
  readonly actor: Actor
  readonly scope: Scope
  readonly org: Org
}

/** The last day that a question reaches. */
export function lastDay({ asOf, to }: Question): Temporal.PlainDate {
  return asOf === null ? to : earlier(asOf, to)
}

/** The day whose end a level describes: the last that the question reaches, and none that is yet to come. */
export function levelDay(asker: Asker, question: Question): Temporal.PlainDate {
  return earlier(lastDay(question), outcomeDay(asker, question))
}

/** Up to when one looks what became of the deals of a period: the day asked for, else today, also after its end. */
export function outcomeDay({ actor }: Asker, { asOf }: Question): Temporal.PlainDate {
  const today = Temporal.PlainDate.from(actor.today)
  return asOf === null ? today : earlier(asOf, today)
}
const earlier = (a: Temporal.PlainDate, b: Temporal.PlainDate) => (Temporal.PlainDate.compare(a, b) < 0 ? a : b)

/** The question that a metric puts to the entries: of the period, or of the days that trail behind the day asked for. */
export function ofEntries(asker: Asker, question: Question): Question {
  const { trailingDays } = question.metric
  if (trailingDays === undefined) return question
  const day = levelDay(asker, question)
  return { ...question, from: day.subtract({ days: trailingDays - 1 }), to: day, asOf: null }
}

/** The last position recorded before the end of a day in the reporting zone; 0 where nothing was. */
export async function seqKnownOn(db: Db, org: Org, day: Temporal.PlainDate, now: Temporal.Instant): Promise<bigint> {
  if (Temporal.PlainDate.compare(day, businessDay(now, org.timeZone)) >= 0) return headSeq(db, org.id)
  const { rows } = await sql<{ last_seq: bigint }>`select last_seq from ledger_day
    where org_id = ${org.id}::uuid and recorded_on <= ${day.toString()}::date order by recorded_on desc limit 1`.execute(
    db,
  )
  return rows[0]?.last_seq ?? 0n
}

export async function headSeq(db: Db, orgId: string): Promise<bigint> {
  const row = await db.selectFrom('ledger_head').select('seq').where('org_id', '=', orgId).executeTakeFirst()
  return row?.seq ?? 0n
}

/** Throws Fault `metric.by_unknown`. */
export function groupingOf(text: string, known: readonly By[] = groupings): By {
  // what can be told by team can be told of a team with those below it
  const found = text === 'teamTree' && known.includes('team') ? 'teamTree' : known.find((one) => one === text)
  if (!found) throw new Fault('metric.by_unknown', { field: 'by', value: text, known })
  return found
}

/** Several queries that see the same rows: what is read later in them can't be newer than what was read first. */
export function inSnapshot<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().setIsolationLevel('repeatable read').execute(work)
}
