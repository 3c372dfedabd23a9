import { openDealsDue } from '#crm/server/index.ts'
import type { FigureJson } from '#ledger/contract.ts'
import type { Days } from '#ledger/rules/fiscalYear.ts'
import type { By } from '#ledger/rules/metric.ts'
import { type Answer, evaluate, type Figure, type MetricQuestion, type MetricSource } from '#ledger/server/evaluate.ts'
import { figuresOf, type ToFigure } from '#ledger/server/figures.ts'
import type { Asker, Question } from '#ledger/server/question.ts'
import { dailySums, type EntryInput } from '#ledger/server/sums.ts'
import type { Target } from '../records/target.ts'
import type { OpenDeal } from '../rules/landing.ts'
import type { TeamTree } from './teamTree.ts'

export interface TargetFigure {
  readonly figure: Figure
  readonly json: (name: string | null) => FigureJson
  /** What each day brought; null where a metric does not add up by day. */
  readonly byDay: ReadonlyMap<string, bigint> | null
  /** Open deals due in the period; null for other metrics than booked revenue. */
  readonly due: readonly OpenDeal[] | null
}
/** The metric whose landing the open deals tell. */
const fromPipeline = 'revenue_booked'

/** So many people are asked for by name; where there are more, everybody is. */
const namedMost = 2000

/**
 * The figures of targets: each metric is evaluated once a period and kind of owner (by member, by team with those below it,
 * the organisation), never once a person. `shown` are the people whose days are wanted one by one, `members` all of them.
 */
export function goalFigures(
  secret: string,
  asker: Asker,
  asOf: Temporal.PlainDate | null,
  tree: TeamTree,
  { members, shown }: { readonly members: readonly string[]; readonly shown: readonly string[] },
) {
  const answers = new Map<string, Promise<Evaluated>>()
  const evaluated = (source: MetricSource, { from, to }: Days, by: Extract<By, 'member' | 'teamTree' | 'none'>) => {
    const key = [source.key, from, to, by].join(' ')
    const question: MetricQuestion = {
      metric: source,
      by,
      from,
      to,
      periodAsked: true,
      asOf,
      asOfSeq: null,
      where: {},
      ...(by === 'member' && members.length <= namedMost ? { members } : {}),
    }
    const known = answers.get(key) ?? evaluatedOf(secret, asker, question, shown)
    answers.set(key, known)
    return known
  }
  return async (source: MetricSource, of: Target): Promise<TargetFigure> => {
    const by = of.memberId !== null ? 'member' : of.teamId !== null ? 'teamTree' : 'none'
    const id = of.memberId ?? of.teamId
    const { answer, rows, toFigure, days, due } = await evaluated(source, of, by)
    const figure = (id === null ? answer.total : rows.get(id)) ?? absent
    const isTheirs = (deal: { memberId: string | null; teamId: string | null }) =>
      of.memberId !== null
        ? deal.memberId === of.memberId
        : of.teamId === null || (deal.teamId !== null && tree.within(of.teamId).has(deal.teamId))
    return {
      figure,
      json: (name) => toFigure(figure, id === null ? {} : { [by]: id }, name),
      byDay: days === null ? null : (days.get(id ?? 'all') ?? new Map()),
      due: due?.filter(isTheirs) ?? null,
    }
  }
}

interface Evaluated {
  readonly answer: Answer
  readonly rows: ReadonlyMap<string | null, Figure>
  readonly toFigure: ToFigure
  readonly days: ReadonlyMap<string | null, ReadonlyMap<string, bigint>> | null
  readonly due: Awaited<ReturnType<typeof openDealsDue>> | null
}
const absent: Figure = { value: null, parts: [], entries: 0n, cases: null }

async function evaluatedOf(
  secret: string,
  asker: Asker,
  question: MetricQuestion,
  shown: readonly string[],
): Promise<Evaluated> {
  const answer = await evaluate(asker, question)
  return {
    answer,
    rows: new Map(answer.rows.map((row) => [row.key, row])),
    toFigure: figuresOf(secret, asker, question, answer.asOfSeq),
    days: await daysOf(asker, question.by === 'member' ? { ...question, members: shown } : question),
    due: question.metric.key === fromPipeline ? await openDealsDue(asker, question) : null,
  }
}

async function daysOf(asker: Asker, question: Question) {
  const { combine, cumulative, inputs } = question.metric
  const entries = inputs.filter((one): one is EntryInput => one.from === 'entries')
  if (!cumulative || combine !== 'sum' || entries.length < inputs.length) return null
  return dailySums(asker, question, entries)
}
