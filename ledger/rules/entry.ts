import { Fault } from './fault.ts'
import { allowsDim, type Kind, type KindFacts, kinds } from './kinds.ts'
import { WHOLE } from './share.ts'

export type Dims = { readonly [name: string]: string | number | boolean | null }

/** What should stand in the ledger for a record: the columns that say something. */
export interface Entry {
  readonly kind: Kind
  /** Who is credited; null is the team's own account. */
  readonly memberId: string | null
  /** The part of the credit, in millionths. */
  readonly share: bigint
  readonly occurredOn: Temporal.PlainDate
  readonly occurredAt: Temporal.Instant | null
  /** In millionths. */
  readonly quantity: bigint
  /** A score, points, days or minutes by kind, in millionths. */
  readonly q2: bigint | null
  /** Minor units of `currency`. */
  readonly amount: bigint | null
  readonly currency: string | null
  /** Minor units of the organisation's currency, at `fxRate` of `fxOn`. */
  readonly amountBase: bigint | null
  readonly fxRate: string | null
  readonly fxOn: Temporal.PlainDate | null
  readonly accountId: string | null
  readonly productId: string | null
  readonly dims: Dims
}

/** A position of the ledger's: an entry that stands or stood for a subject. */
export interface Posted extends Entry {
  readonly seq: bigint
  readonly teamId: string | null
  readonly reverses: bigint | null
}

/** One event of a kind, credited to one member in full; `given` overrides. */
export function entry(kind: Kind, occurredOn: Temporal.PlainDate, given: Partial<Entry>): Entry {
  return {
    kind,
    memberId: null,
    share: WHOLE,
    occurredOn,
    occurredAt: null,
    quantity: WHOLE,
    q2: null,
    amount: null,
    currency: null,
    amountBase: null,
    fxRate: null,
    fxOn: null,
    accountId: null,
    productId: null,
    dims: {},
    ...given,
  }
}

/** Refuses an entry that fills columns or dimensions which its kind does not have, or with the wrong sign. */
export function requireFitting(one: Entry): void {
  const facts: KindFacts = kinds[one.kind]
  const expected = { share: one.share, minusShare: -one.share, one: WHOLE, none: 0n }[facts.quantity]
  if (one.quantity !== expected) refuse(one, 'quantity', one.quantity)
  if (facts.amount === 'never' && one.amount !== null) refuse(one, 'amount', one.amount)
  if (facts.amount === 'plus' && (one.amount ?? 0n) < 0n) refuse(one, 'amount', one.amount)
  if (facts.amount === 'minus' && (one.amount ?? 0n) > 0n) refuse(one, 'amount', one.amount)
  if (one.q2 !== null && !facts.q2) refuse(one, 'q2', one.q2)
  for (const dim of Object.keys(one.dims))
    if (!allowsDim(one.kind, dim)) refuse(one, `dims.${dim}`, String(one.dims[dim]))
}

function refuse(one: Entry, field: string, value: bigint | string | null): never {
  throw new Fault('ledger.entry_does_not_fit', { field, value, kind: one.kind })
}
