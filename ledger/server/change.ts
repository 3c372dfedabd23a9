import { effectOf, minus, plus, shownParts, times, units, type Weights, weightsOf } from '#ledger/rules/change.ts'
import { Fault } from '#ledger/rules/fault.ts'
import { type Unit, unitOf } from '#ledger/rules/metric.ts'
import { type MoneyJson, moneyToJson } from '#ledger/rules/money.ts'
import { type Rational, rational, ratioText } from '#ledger/rules/rounding.ts'
import { WHOLE } from '#ledger/rules/share.ts'
import type { App } from '#platform/config/context.ts'
import { namesOf, type Types } from '#platform/record/server/names.ts'
import { type Locale, localeOf, say } from '#platform/text/messages.ts'
import type { ChangePartJson } from '../contract/changeParts.ts'
import type { ChangeJson } from '../contract.ts'
import { evaluate, type Figure, type MetricQuestion } from './evaluate.ts'
import { figuresOf, inputFigure } from './figures.ts'
import { addressOf } from './metrics.ts'
import { type MetricWords, metricName } from './metricText.ts'
import { type Moved, movedSubjects, type TwoDays } from './movedSubjects.ts'
import { type Asker, headSeq, inSnapshot, seqKnownOn } from './question.ts'

export interface ChangeAsked {
  /** Its `asOf` and `asOfSeq` are those of the two days. */
  readonly question: MetricQuestion
  readonly since: Temporal.PlainDate
  readonly until: Temporal.PlainDate
  /** Without it: as it was known, unless nothing was known on the first day. */
  readonly known: Known | null
  readonly now: Temporal.Instant
}
export type Known = 'then' | 'now'

/** A part of a change with its exact effect on the value: minor units for money, millionths for a count, else plain. */
export interface Effect {
  readonly part: Omit<ChangePartJson, 'effect'>
  readonly effect: Rational
}
export interface Other {
  readonly count: number
  readonly effect: Rational
}
/** Why a value moved, exactly: the effects of `effects`, `hidden` and `rest` add up to `after` − `before`. */
export interface Change {
  readonly known: Known
  readonly days: TwoDays
  readonly before: Figure
  readonly after: Figure
  /** Null where there is no value on one of the days. */
  readonly weights: Weights | null
  readonly effects: readonly Effect[]
  readonly hidden: Other
  readonly rest: Other
}

/**
 * Why a figure moved between the ends of two days, subject by subject. Throws Faults `metric.days_reversed`,
 * `metric.change_not_told` (of a mix). Source: docs/definitions.md, why did it move.
 */
export async function changeOf(asker: Asker, asked: ChangeAsked, limit: number, types: Types): Promise<Change> {
  const { question, since, until } = asked
  if (question.metric.combine === 'mix')
    throw new Fault('metric.change_not_told', { field: 'key', value: question.metric.key })
  if (Temporal.PlainDate.compare(until, since) < 0)
    throw new Fault('metric.days_reversed', { field: 'until', value: until.toString(), since: since.toString() })
  return inSnapshot(asker.db, async (db) => {
    const within = { ...asker, db }
    const { known, days } = await twoDays(within, asked)
    const before = (await evaluate(within, days.before)).total
    const after = (await evaluate(within, days.after)).total
    const weights = weightsOf(question.metric, before.parts, after.parts)
    if (weights === null || before.value === null || after.value === null)
      return { known, days, before, after, weights: null, effects: [], hidden: nobody, rest: nobody }
    const { subjects, count } = await movedSubjects(within, days, weights)
    const { effects, hidden } = await named(within, weights, subjects, types)
    const shown = effects.slice(0, limit)
    const told = [...shown, hidden].reduce((sum, { effect }) => plus(sum, effect), zero)
    const rest = {
      count: count - shown.length - hidden.count,
      effect: minus(minus(after.value, before.value), told),
    }
    return { known, days, before, after, weights, effects: shown, hidden, rest }
  })
}
const zero = rational(0n)
const nobody: Other = { count: 0, effect: zero }

async function twoDays(asker: Asker, asked: ChangeAsked): Promise<{ known: Known; days: TwoDays }> {
  const { question, since, until, now } = asked
  const { db, org } = asker
  const first = await seqKnownOn(db, org, since, now)
  const known = asked.known ?? (first === 0n ? 'now' : 'then')
  const head = await headSeq(db, org.id)
  const last = known === 'now' ? head : await seqKnownOn(db, org, until, now)
  const by = 'none' as const
  return {
    known,
    days: {
      before: { ...question, by, asOf: since, asOfSeq: known === 'now' ? head : first },
      after: { ...question, by, asOf: until, asOfSeq: last },
    },
  }
}

/** The largest first; what one may not see is one line. */
async function named(asker: Asker, weights: Weights, subjects: readonly Moved[], types: Types) {
  const names: Record<string, string> = {}
  const look = async (type: string, ids: readonly (string | null)[]) => {
    const declaration = types.get(type)
    const known = [...new Set(ids.filter((id) => id !== null))]
    if (declaration) Object.assign(names, await namesOf(asker.db, asker.actor, declaration, known))
  }
  for (const [type, own] of Map.groupBy(subjects, (one) => one.type)) {
    await look(
      type,
      own.map(({ id }) => id),
    )
  }
  const { locale } = asker.actor
  await look(
    'account',
    subjects.map((one) => one.accountId),
  )
  await look(
    'member',
    subjects.map((one) => one.memberId),
  )
  const nameOf = (id: string | null) => (id === null ? null : (names[id] ?? null))
  const all = subjects
    .map((one) => ({ one, effect: effectOf(weights, one.moved) }))
    .sort((a, b) => bySize(b.effect, a.effect) || (a.one.id < b.one.id ? -1 : 1))
  const seen = all.filter(({ one }) => Object.hasOwn(names, one.id))
  const unseen = all.filter(({ one }) => !Object.hasOwn(names, one.id))
  return {
    effects: seen.map(({ one, effect }): Effect => ({ part: partOf(one, nameOf, localeOf(locale)), effect })),
    hidden: { count: unseen.length, effect: unseen.reduce((sum, { effect }) => plus(sum, effect), zero) },
  }
}

function partOf(one: Moved, nameOf: (id: string | null) => string | null, locale: Locale): Effect['part'] {
  const { type, id, accountId, memberId, how, kinds, on } = one
  return {
    type,
    id,
    name: nameOf(id) ?? '',
    accountId,
    accountName: nameOf(accountId),
    memberId,
    memberName: nameOf(memberId),
    how,
    kinds: kinds.map((kind) => ({ kind, says: say(locale, `kind.${kind}`) })),
    on,
  }
}

function bySize(a: Rational, b: Rational): number {
  const left = (a.n < 0n ? -a.n : a.n) * b.d
  const right = (b.n < 0n ? -b.n : b.n) * a.d
  return left === right ? 0 : left < right ? -1 : 1
}

/** Units of money are minor ones; a count's are millionths; everything else is told in ten-thousandths. */
const DIGITS = 4
const scaleOf = (unit: Unit) =>
  unit === 'money' || unit === 'moneyPerDay' || unit === 'count' ? 1n : 10n ** BigInt(DIGITS)
function unitsJson(unit: Unit, value: bigint, currency: string): string | MoneyJson {
  if (unit === 'money' || unit === 'moneyPerDay') return moneyToJson({ amount: value, currency })
  return unit === 'count' ? ratioText(value, WHOLE, 6) : ratioText(value, scaleOf(unit), DIGITS)
}

/** As it travels: every effect rounded so that they add up to the difference as it is shown. */
export function changeJson(app: App, asker: Asker, asked: ChangeAsked, change: Change, words: MetricWords): ChangeJson {
  const { days, before, after, weights, effects, hidden, rest } = change
  const { metric } = asked.question
  const { currency } = asker.org
  const scale = scaleOf(metric.unit)
  const json = (value: bigint) => unitsJson(metric.unit, value, currency)
  const figure = (one: Figure, question: MetricQuestion) =>
    figuresOf(app.secret, asker, question, question.asOfSeq ?? 0n)(one, question.where, null)
  const total =
    weights === null || before.value === null || after.value === null
      ? null
      : units(after.value, scale) - units(before.value, scale)
  const shown = (exact: readonly Rational[]) =>
    total === null
      ? null
      : shownParts(
          total,
          exact.map((one) => times(one, rational(scale))),
        ).map(json)
  const parts = shown([...effects, hidden, rest].map(({ effect }) => effect))
  const inputs = shown(inputEffects(change))
  const other = (of: Other, at: number) =>
    of.count === 0 && of.effect.n === 0n ? null : { count: of.count, effect: parts?.[at] ?? json(0n) }
  return {
    metric: addressOf(metric),
    name: metricName(metric, localeOf(asker.actor.locale)),
    says: words.says(metric),
    unit: metric.unit,
    from: asked.question.from.toString(),
    to: asked.question.to.toString(),
    since: asked.since.toString(),
    until: asked.until.toString(),
    known: change.known,
    before: figure(before, days.before),
    after: figure(after, days.after),
    difference: total === null ? null : json(total),
    inputs: metric.inputs.map((input, i) => ({
      name: input.name,
      says: words.inputSays(metric, input),
      unit: unitOf(input),
      before: inputFigure(input, before.parts[i] ?? null, currency),
      after: inputFigure(input, after.parts[i] ?? null, currency),
      effect: weights?.[i] ? (inputs?.[i] ?? null) : null,
    })),
    parts: effects.map(({ part }, i) => ({ ...part, effect: parts?.[i] ?? json(0n) })),
    hidden: other(hidden, effects.length),
    rest: other(rest, effects.length + 1),
  }
}

function inputEffects({ weights, before, after }: Change): Rational[] {
  return (weights ?? []).map((weight, i) =>
    weight === null ? zero : times(weight, minus(after.parts[i] ?? zero, before.parts[i] ?? zero)),
  )
}
