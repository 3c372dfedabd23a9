import type { Entry } from '#ledger/rules/entry.ts'
import type { Deal } from '../records/deal.ts'
import { dealEntries } from './dealEntries.ts'

/** The entries of an account's earliest standing win: to the same members, with the same shares and parts. */
export function firstWinEntries(won: Deal): Entry[] {
  return dealEntries(won)
    .filter((one) => one.kind === 'deal.won')
    .map((one) => ({ ...one, kind: 'account.first_won', q2: null, dims: { ...commonOf(one), deal: won.id } }))
}

const common = ['source', 'segment', 'region', 'channel', 'auto']
const commonOf = (one: Entry) => Object.fromEntries(Object.entries(one.dims).filter(([name]) => common.includes(name)))
