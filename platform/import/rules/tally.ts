import type { Entry } from '#ledger/rules/entry.ts'
import type { FaultDetail } from '#ledger/rules/fault.ts'
import type { FiscalCalendar } from '#ledger/rules/fiscalYear.ts'
import { periodContaining } from '#ledger/rules/period.ts'
import type { Outcome } from './outcome.ts'

/** What an import did or would do; JSON, so that it can be kept. */
export interface Tally {
  readonly outcomes: { readonly [outcome in Outcome]: number }
  readonly warnings: readonly WarningCount[]
  readonly ledger: readonly LedgerMove[]
}

/** A remark on rows that go in all the same. */
export interface Warning {
  readonly code: string
  readonly details: { readonly [name: string]: FaultDetail | undefined }
}
export interface WarningCount {
  readonly code: string
  readonly rows: number
  /** The first of them. */
  readonly lines: readonly number[]
}

/** How a kind of entry moves in a period: quantity in millionths and base amount in minor units, as text. */
export interface LedgerMove {
  readonly kind: string
  readonly period: string
  readonly entries: number
  readonly quantity: string
  readonly amountBase: string | null
  /** The people whose figures move, as far as they were counted. */
  readonly people: number | null
}

const LINES_SHOWN = 5

export interface TallyKeeper {
  row(outcome: Outcome, line: number, warnings: readonly Warning[]): void
  /** `sign` is −1 for entries that would be reversed. */
  entries(entries: readonly Entry[], sign: 1n | -1n): void
  tally(): Tally
}

/** Counts on from what was counted before; people only where asked, for they are not kept. */
export function tallyKeeper(
  from: Tally | null,
  periodKey: (day: Temporal.PlainDate) => string,
  { people }: { readonly people: boolean },
): TallyKeeper {
  const counts = { created: 0, changed: 0, unchanged: 0, skipped: 0, refused: 0, ...from?.outcomes }
  const warned = new Map((from?.warnings ?? []).map((one) => [one.code, { ...one, lines: [...one.lines] }]))
  const moves = movesOf(from?.ledger ?? [], periodKey)
  return {
    row(outcome, line, warnings) {
      counts[outcome] += 1
      for (const { code } of warnings) {
        const known = warned.get(code) ?? { code, rows: 0, lines: [] }
        known.rows += 1
        if (known.lines.length < LINES_SHOWN) known.lines.push(line)
        warned.set(code, known)
      }
    },
    entries: moves.add,
    tally: () => ({ outcomes: { ...counts }, warnings: [...warned.values()], ledger: moves.list(people) }),
  }
}

interface Moving {
  entries: number
  quantity: bigint
  amountBase: bigint | null
  readonly members: Map<string, { quantity: bigint; amountBase: bigint }>
}

function movesOf(from: readonly LedgerMove[], periodKey: (day: Temporal.PlainDate) => string) {
  const cells = new Map<string, Moving>()
  for (const one of from) {
    const amountBase = one.amountBase === null ? null : BigInt(one.amountBase)
    const moving = { entries: one.entries, quantity: BigInt(one.quantity), amountBase, members: new Map() }
    cells.set(`${one.kind} ${one.period}`, moving)
  }
  const add = (entries: readonly Entry[], sign: 1n | -1n) => {
    for (const one of entries) {
      const key = `${one.kind} ${periodKey(one.occurredOn)}`
      const cell = cells.get(key) ?? { entries: 0, quantity: 0n, amountBase: null, members: new Map() }
      cells.set(key, cell)
      cell.entries += sign === 1n ? 1 : -1
      cell.quantity += sign * one.quantity
      if (one.amountBase !== null) cell.amountBase = (cell.amountBase ?? 0n) + sign * one.amountBase
      const member = cell.members.get(one.memberId ?? '') ?? { quantity: 0n, amountBase: 0n }
      member.quantity += sign * one.quantity
      member.amountBase += sign * (one.amountBase ?? 0n)
      cell.members.set(one.memberId ?? '', member)
    }
  }
  const list = (people: boolean): LedgerMove[] =>
    [...cells]
      .map(([key, cell]) => moveOf(key, cell, people))
      .filter(
        (one) =>
          one.entries !== 0 ||
          one.quantity !== '0' ||
          (one.amountBase ?? '0') !== '0' ||
          (one.people !== null && one.people > 0),
      )
      .sort((a, b) => (a.kind === b.kind ? (a.period < b.period ? -1 : 1) : a.kind < b.kind ? -1 : 1))
  return { add, list }
}

function moveOf(key: string, cell: Moving, people: boolean): LedgerMove {
  const [kind = '', period = ''] = key.split(' ')
  const moved = [...cell.members.values()].filter(({ quantity, amountBase }) => quantity !== 0n || amountBase !== 0n)
  return {
    kind,
    period,
    entries: cell.entries,
    quantity: cell.quantity.toString(),
    amountBase: cell.amountBase?.toString() ?? null,
    people: people ? moved.length : null,
  }
}

/** The key of a day's fiscal quarter, worked out once a day. */
export function quarterNamer(calendar: FiscalCalendar): (day: Temporal.PlainDate) => string {
  const known = new Map<string, string>()
  return (day) => {
    const text = day.toString()
    const name = known.get(text) ?? periodContaining(day, 'quarter', calendar).key
    known.set(text, name)
    return name
  }
}
