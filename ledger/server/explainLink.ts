import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import { Fault } from '#ledger/rules/fault.ts'
import { draftMetric } from './draftMetric.ts'
import type { MetricQuestion, MetricSource } from './evaluate.ts'
import { type Metrics, pinnedOf } from './metrics.ts'
import { groupingOf, type Question } from './question.ts'

/** A figure's link is its question, signed: what opens is what was shown, and access is asked for anew each time. */
export function explainToken(
  secret: string,
  orgId: string,
  question: MetricQuestion,
  asOfSeq: bigint,
  name: string | null,
): string {
  const body = Buffer.from(
    JSON.stringify([
      orgId,
      namedIn(question.metric),
      question.from.toString(),
      question.to.toString(),
      question.asOf?.toString() ?? null,
      asOfSeq.toString(),
      question.where,
      name,
      question.periodAsked,
    ]),
  ).toString('base64url')
  return `${body}.${signature(secret, body)}`
}

/**
 * An own metric is named with its revision: what opens is told by the formula that it was shown by. A draft stands nowhere,
 * so its link brings the formula along.
 */
function namedIn(metric: MetricSource) {
  const { defined, direction } = metric
  if (defined?.state !== 'draft') return pinnedOf(metric)
  return { formula: defined.formula, direction, name: defined.names.en }
}

export interface Opened {
  readonly question: MetricQuestion
  /** What the figure was about: a member's or a team's name, a month. */
  readonly name: string | null
}

/** Throws Fault `metric.link_invalid`. `find` is asked only for a link that is true. */
export async function openToken(
  secret: string,
  orgId: string,
  token: string,
  find: (key: string) => Promise<Metrics>,
): Promise<Opened> {
  const [body = '', sign = ''] = token.split('.')
  const expected = Buffer.from(signature(secret, body))
  const given = Buffer.from(sign)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) throw invalid(token)
  const parts: unknown = JSON.parse(Buffer.from(body, 'base64url').toString())
  if (!Array.isArray(parts) || parts[0] !== orgId) throw invalid(token)
  const [, key, from, to, asOf, seq, where, name, periodAsked]: unknown[] = parts
  return {
    question: {
      metric: typeof key === 'string' ? (await find(key)).of(key) : draftMetric(key),
      by: 'none',
      from: Temporal.PlainDate.from(String(from)),
      to: Temporal.PlainDate.from(String(to)),
      periodAsked: periodAsked === true,
      asOf: typeof asOf === 'string' ? Temporal.PlainDate.from(asOf) : null,
      asOfSeq: BigInt(String(seq)),
      where: whereOf(where),
    },
    name: typeof name === 'string' ? name : null,
  }
}

export function whereOf(given: unknown): Question['where'] {
  const where: Record<string, string> = {}
  if (typeof given !== 'object' || given === null) return where
  for (const [by, value] of Object.entries(given)) if (typeof value === 'string') where[groupingOf(by)] = value
  return where
}

const invalid = (token: string) => new Fault('metric.link_invalid', { field: 'token', value: token.slice(0, 40) })
const keys = new Map<string, KeyObject>()
/** A list of a thousand people is a thousand signatures: the key is made ready once. */
function keyOf(secret: string): KeyObject {
  const known = keys.get(secret) ?? createSecretKey(secret, 'utf8')
  keys.set(secret, known)
  return known
}
const signature = (secret: string, body: string) =>
  createHmac('sha256', keyOf(secret)).update(`explain ${body}`).digest('base64url').slice(0, 32)
