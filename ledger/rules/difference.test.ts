import fc from 'fast-check'
import { expect, test } from 'vitest'
import { difference, reversal, standing } from './difference.ts'
import { type Entry, entry, type Posted } from './entry.ts'

const day = (n: number) => Temporal.PlainDate.from('2026-03-01').add({ days: n })
const entries = fc.array(
  fc
    .record({ amount: fc.bigInt(-5n, 5n), member: fc.constantFrom('a', 'b'), on: fc.nat(3) })
    .map(({ amount, member, on }) =>
      entry('deal.won', day(on), { memberId: member, amount, currency: 'CNY', amountBase: amount }),
    ),
  { maxLength: 6 },
)

/** A ledger of one subject, to which differences are appended as the server appends them. */
function append(posted: Posted[], wanted: readonly Entry[]): Posted[] {
  const { reverse, add } = difference(wanted, posted)
  let seq = BigInt(posted.length)
  const reversed = reverse.map((one): Posted => ({ ...reversal(one), seq: ++seq, teamId: one.teamId }))
  const added = add.map((one): Posted => ({ ...one, seq: ++seq, teamId: null, reverses: null }))
  return [...posted, ...reversed, ...added]
}
const measures = (list: readonly Entry[]) => list.map((one) => `${one.memberId} ${one.occurredOn} ${one.amount}`).sort()
const total = (list: readonly Entry[]) => list.reduce((sum, one) => sum + (one.amount ?? 0n), 0n)

test('whatever a record went through, exactly what it should have stands, and the ledger adds up to it', () => {
  fc.assert(
    fc.property(fc.array(entries, { maxLength: 6 }), (lives) => {
      const posted = lives.reduce<Posted[]>(append, [])
      const wanted = lives.at(-1) ?? []
      expect(measures(standing(posted))).toEqual(measures(wanted))
      expect(total(posted)).toBe(total(wanted))
    }),
  )
})

test('saving the same again appends nothing', () => {
  fc.assert(
    fc.property(entries, (wanted) => {
      const once = append([], wanted)
      expect(append(once, [...wanted].reverse())).toEqual(once)
    }),
  )
})

test('an entry is reversed at most once, and a reversal never', () => {
  fc.assert(
    fc.property(fc.array(entries, { maxLength: 6 }), (lives) => {
      const posted = lives.reduce<Posted[]>(append, [])
      const reversed = posted.flatMap((one) => (one.reverses === null ? [] : [one.reverses]))
      expect(new Set(reversed).size).toBe(reversed.length)
      const originals = new Set(posted.filter((one) => one.reverses === null).map((one) => one.seq))
      expect(reversed.every((seq) => originals.has(seq))).toBe(true)
    }),
  )
})

test('a team that was looked up anew changes nothing by itself', () => {
  const won = entry('deal.won', day(0), { memberId: 'a', amount: 1n, currency: 'CNY', amountBase: 1n })
  const posted: Posted[] = [{ ...won, seq: 1n, teamId: 'east', reverses: null }]
  expect(difference([won], posted)).toEqual({ reverse: [], add: [] })
})
