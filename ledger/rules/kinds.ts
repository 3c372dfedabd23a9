/**
 * The catalogue of ledger kinds: the closed list of what can count. A kind is a fact about the world, in the past; it
 * can't be renamed. `quantity` and `amount` say what its columns may hold and with which sign (a reversal negates them);
 * `dims` are the dimensions of its own beside source, segment, region, channel and auto.
 * Source: docs/definitions.md, catalogue of kinds.
 */
export interface KindFacts {
  /** `share`: the member's part of 1; `one`: 1; `none`: 0; a minus where the event takes away. */
  readonly quantity: 'share' | 'minusShare' | 'one' | 'none'
  readonly amount: 'plus' | 'minus' | 'any' | 'never'
  readonly q2?: 'score' | 'points' | 'cycleDays' | 'minutes'
  readonly dims: readonly string[]
}

const kind = (
  quantity: KindFacts['quantity'],
  amount: KindFacts['amount'],
  dims: readonly string[] = [],
  q2?: NonNullable<KindFacts['q2']>,
): KindFacts => ({ quantity, amount, dims, ...(q2 ? { q2 } : {}) })

export const kinds = {
  'deal.created': kind('one', 'any', ['pipeline', 'stage']),
  'deal.stage_entered': kind('one', 'any', ['pipeline', 'stage', 'from_stage']),
  'deal.changed': kind('one', 'any', ['field', 'before', 'after', 'category', 'close_from', 'close_to', 'pushed']),
  // cycleDays: share × (close day − creation day), so that sums stay sums
  'deal.won': kind(
    'share',
    'any',
    ['won_reason', 'new_or_renewal', 'list_amount', 'cost', 'pipeline', 'stage'],
    'cycleDays',
  ),
  'deal.overlay': kind('share', 'any', ['role']),
  'deal.lost': kind('share', 'any', ['lost_reason', 'competitor', 'last_stage', 'pipeline', 'stage']),
  'deal.cancelled': kind('minusShare', 'any', ['reason', 'cost', 'pipeline', 'stage']),
  'deal.reopened': kind('one', 'never', ['from_state']),
  'invoice.issued': kind('one', 'plus', ['invoice', 'due']),
  'invoice.credited': kind('none', 'minus', ['invoice', 'due']),
  'payment.received': kind('one', 'plus', ['invoice', 'deal', 'method']),
  'payment.refunded': kind('none', 'minus', ['invoice', 'deal', 'method']),
  'account.first_won': kind('share', 'any', ['deal']),
  'account.won_back': kind('share', 'any', ['deal']),
  'account.renewed': kind('one', 'any', ['term_months']),
  'account.mrr_changed': kind('none', 'any', ['change']),
  'account.churned': kind('one', 'minus', ['reason']),
  'call.made': kind('one', 'never', ['direction', 'outcome', 'contact'], 'minutes'),
  'call.connected': kind('one', 'never', ['direction', 'outcome', 'contact'], 'minutes'),
  'email.sent': kind('one', 'never', ['thread', 'contact', 'inbound_at']),
  'email.replied': kind('one', 'never', ['thread', 'contact', 'inbound_at']),
  'message.sent': kind('one', 'never', ['thread', 'contact', 'inbound_at']),
  'meeting.held': kind('one', 'never', ['participants', 'with_customer', 'contact'], 'minutes'),
  'visit.made': kind('one', 'never', ['participants', 'with_customer', 'contact'], 'minutes'),
  'survey.sent': kind('one', 'never', ['survey', 'scale', 'question']),
  'survey.answered': kind('one', 'never', ['survey', 'scale', 'question'], 'score'),
  'forecast.called': kind('one', 'any', ['period', 'category', 'lead']),
  'lesson.completed': kind('one', 'never', ['course', 'version', 'points', 'valid_to']),
  'course.passed': kind('one', 'never', ['course', 'version', 'points', 'valid_to']),
  'certificate.issued': kind('one', 'never', ['course', 'version', 'points', 'valid_to']),
  'coaching.held': kind('one', 'never', ['program'], 'minutes'),
  'coaching.given': kind('one', 'never', ['program'], 'minutes'),
  'task.done': kind('one', 'never', ['due', 'first_due']),
  'kudos.given': kind('one', 'never', ['value', 'record'], 'points'),
  'kudos.received': kind('one', 'never', ['value', 'record'], 'points'),
  'event.attended': kind('one', 'never', ['event']),
} as const satisfies { readonly [name: `${string}.${string}`]: KindFacts }

export type Kind = keyof typeof kinds
export const isKind = (name: string): name is Kind => Object.hasOwn(kinds, name)
export const kindNames: readonly Kind[] = Object.keys(kinds).filter(isKind)

const common: ReadonlySet<string> = new Set(['source', 'segment', 'region', 'channel', 'auto'])
export function allowsDim(name: Kind, dim: string): boolean {
  const own: readonly string[] = kinds[name].dims
  return common.has(dim) || own.includes(dim)
}
