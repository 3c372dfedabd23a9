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
  const locale = useLocale()
  const { org } = useMe()
  const money =
    amountBase === null || amountBase === '0'
      ? null
      : formatMoney({ amount: BigInt(amountBase), currency: org.currency }, locale)
  const signed = money !== null && !amountBase?.startsWith('-') ? `+${money}` : money
  return (
    <li className={style.move}>
      <span className="num dim">{period}</span>
      <span>{kinds.has(kind) ? kinds(kind) : kind}</span>
      <span className={`num ${style.amount}`}>{signed}</span>
      <span className="num dim">{t('entries', { count: entries })}</span>
      <span className="num dim">{people === null ? '' : t('people', { count: people })}</span>
    </li>
  )
}
