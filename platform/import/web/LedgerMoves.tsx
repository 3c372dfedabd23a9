import { useLocale, useTranslations } from 'use-intl'
import { formatMoney } from '#ledger/rules/money.ts'
import { useMe } from '#web/api/session.ts'
import type { LedgerMove } from '../rules/tally.ts'
import style from './Outcome.module.css'

interface Props {
  readonly moves: readonly LedgerMove[]
  readonly tense: 'would' | 'did'
}

const shownAtFirst = 6
/** Kinds whose amount is somebody's result, what one wants to know first. */
const weighty = ['deal.won', 'deal.cancelled', 'payment.received', 'payment.refunded', 'deal.lost']

/** What moves in the ledger, in words: period by period, whose figures, by how much. */
export function LedgerMoves({ moves, tense }: Props) {
  const t = useTranslations('import.ledger')
  if (moves.length === 0) return <p className="dim">{t(`${tense}Nothing`)}</p>
  const rank = ({ kind }: LedgerMove) => (weighty.includes(kind) ? weighty.indexOf(kind) : weighty.length)
  const ordered = moves.toSorted((a, b) => rank(a) - rank(b) || (a.period < b.period ? -1 : 1))
  const [first, rest] = [ordered.slice(0, shownAtFirst), ordered.slice(shownAtFirst)]
  return (
    <div>
      <h3 className={style.title}>{t(tense)}</h3>
      <Sum moves={ordered} />
      <MoveLines moves={first} />
      {rest.length > 0 && (
        <details>
          <summary>{t('more', { count: rest.length })}</summary>
          <MoveLines moves={rest} />
        </details>
      )}
    </div>
  )
}

/** "Deal won: +$10,005,534.00 from 2017-Q1 to 2017-Q4": the weightiest kind, added up. */
function Sum({ moves }: { readonly moves: readonly LedgerMove[] }) {
  const t = useTranslations('import.ledger')
  const kinds = useTranslations('kind')
  const money = useSignedMoney()
  const [first] = moves
  const own = moves.filter(({ kind, amountBase }) => kind === first?.kind && amountBase !== null)
  const [begin, end] = [own[0], own.at(-1)]
  if (begin === undefined || end === undefined || begin === end) return null
  const total = own.reduce((sum, { amountBase }) => sum + BigInt(amountBase ?? '0'), 0n)
  const kind = kinds.has(begin.kind) ? kinds(begin.kind) : begin.kind
  return (
    <p className={style.sum}>{t('sum', { kind, amount: money(total) ?? '0', from: begin.period, to: end.period })}</p>
  )
}

function useSignedMoney(): (amount: bigint) => string | null {
  const locale = useLocale()
  const { org } = useMe()
  return (amount) => {
    if (amount === 0n) return null
    const shown = formatMoney({ amount, currency: org.currency }, locale)
    return amount > 0n ? `+${shown}` : shown
  }
}

function MoveLines({ moves }: { readonly moves: readonly LedgerMove[] }) {
  return (
    <ul className={style.moves}>
      {moves.map((move) => (
        <MoveLine key={`${move.kind} ${move.period}`} of={move} />
      ))}
    </ul>
  )
}

/** "2017-Q3 · Deal won: +$2,982,255.00 · 1,257 entries · 30 people" */
function MoveLine({ of: { kind, period, entries, amountBase, people } }: { readonly of: LedgerMove }) {
  const t = useTranslations('import.ledger')
  const kinds = useTranslations('kind')
  const money = useSignedMoney()
  return (
    <li className={style.move}>
      <span className="num dim">{period}</span>
      <span>{kinds.has(kind) ? kinds(kind) : kind}</span>
      <span className={`num ${style.amount}`}>{amountBase === null ? null : money(BigInt(amountBase))}</span>
      <span className="num dim">{t('entries', { count: entries })}</span>
      <span className="num dim">{people === null ? '' : t('people', { count: people })}</span>
    </li>
  )
}
