import { Fault } from './fault.ts'
import { abs, parseDecimal, ratioText } from './rounding.ts'
import { splitByWeights } from './split.ts'

/** Shares 份额 are stored in millionths; a split is whole when they sum to this. */
export const WHOLE = 1_000_000n

const SHARE_DIGITS = 6

export interface Share {
  readonly id: string
  readonly share: bigint
}

/** The same share for everyone, by largest remainder: thirds are 333334, 333333, 333333. Throws as `splitByWeights`. */
export function equalShares(ids: readonly string[]): Share[] {
  const parts = ids.map((id) => ({ id, weight: 1n }))
  return splitByWeights(WHOLE, parts).map(({ id, amount }) => ({ id, share: amount }))
}

/** Throws Fault `share.negative`, or `share.not_whole` with `missing` ("0.1", or "-0.1" where too much was given). */
export function requireWhole(shares: readonly { readonly share: bigint }[]): void {
  const negative = shares.find(({ share }) => share < 0n)
  if (negative) throw new Fault('share.negative', { field: 'shares', value: shareText(negative.share) })
  const total = shares.reduce((sum, { share }) => sum + share, 0n)
  if (total === WHOLE) return
  throw new Fault('share.not_whole', {
    field: 'shares',
    value: shareText(total),
    missing: shareText(WHOLE - total),
    by: shareText(abs(WHOLE - total)),
    direction: total < WHOLE ? 'short' : 'over',
  })
}

/** Millionths as decimal text without trailing zeros: 500000 → "0.5", 4238000000 → "4238". Quantities read the same. */
export function shareText(share: bigint): string {
  return ratioText(share, WHOLE, SHARE_DIGITS)
}

/** "0.5" → 500000. Throws Fault `share.invalid` (not a decimal from 0 to 1), `share.too_many_digits` (more than six places). */
export function parseShare(text: string): bigint {
  const exact = parseDecimal(text.trim())
  if (exact === undefined || exact.n < 0n || exact.n > exact.d) {
    throw new Fault('share.invalid', { field: 'share', value: text.slice(0, 80) })
  }
  const millionths = exact.n * WHOLE
  if (millionths % exact.d !== 0n) throw new Fault('share.too_many_digits', { field: 'share', value: text.trim() })
  return millionths / exact.d
}
