import type { Dims, Entry, Posted } from './entry.ts'

/** What has to be appended so that exactly `wanted` stands. */
export interface Difference {
  readonly reverse: readonly Posted[]
  readonly add: readonly Entry[]
}

/** The originals that nothing has reversed yet. `all` holds originals and reversals of one subject. */
export function standing(all: readonly Posted[]): Posted[] {
  const reversed = new Set<bigint>()
  for (const one of all) if (one.reverses !== null) reversed.add(one.reverses)
  return all.filter((one) => one.reverses === null && !reversed.has(one.seq))
}

/**
 * Compares what should stand for a subject with what stands. Entries are equal when every column that says something is:
 * position, time of recording, actor, way and team do not count. Equal entries stay; so saving twice appends nothing.
 */
export function difference(wanted: readonly Entry[], posted: readonly Posted[]): Difference {
  if (posted.length === 0) return { reverse: [], add: wanted }
  const open = new Map<string, Entry[]>()
  for (const one of wanted) {
    const key = saying(one)
    const same = open.get(key)
    if (same) same.push(one)
    else open.set(key, [one])
  }
  const reverse: Posted[] = []
  for (const one of standing(posted)) {
    const same = open.get(saying(one))
    if (same?.length) same.pop()
    else reverse.push(one)
  }
  return { reverse, add: wanted.filter((one) => take(open, one)) }
}

function take(open: Map<string, Entry[]>, one: Entry): boolean {
  const left = open.get(saying(one))
  const at = left?.indexOf(one) ?? -1
  if (!left || at < 0) return false
  left.splice(at, 1)
  return true
}

function saying(one: Entry): string {
  return [
    one.kind,
    one.memberId,
    one.share,
    one.occurredOn,
    one.occurredAt?.epochMilliseconds,
    one.quantity,
    one.q2,
    one.amount,
    one.currency,
    one.amountBase,
    one.fxRate,
    one.fxOn,
    one.accountId,
    one.productId,
    dimsText(one.dims),
  ].join('|')
}

function dimsText(dims: Dims): string {
  const names = Object.keys(dims)
    .filter((name) => dims[name] !== null && dims[name] !== undefined)
    .sort()
  return names.map((name) => `${name}=${JSON.stringify(dims[name])}`).join(',')
}

/** The entry that undoes another: the same facts with every measure negated. */
export function reversal(of: Posted): Entry & { readonly reverses: bigint; readonly teamId: string | null } {
  const minus = (value: bigint | null) => (value === null ? null : -value)
  return {
    ...of,
    quantity: -of.quantity,
    q2: minus(of.q2),
    amount: minus(of.amount),
    amountBase: minus(of.amountBase),
    reverses: of.seq,
  }
}
