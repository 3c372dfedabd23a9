import type { FigureJson } from '#ledger/contract.ts'
import { intervalOf, isSmall, sizeOf } from './rowOrder.ts'
import style from './rows.module.css'

/** How a row compares with the largest; of a rate, where it may lie. The numbers beside it say the same. */
export function RowBar({ of, largest }: { readonly of: FigureJson; readonly largest: number }) {
  const size = sizeOf(of.value)
  if (size === null || largest === 0) return null
  const share = (value: number) => `${Math.min(100, Math.max(0, (value / largest) * 100))}%`
  const interval = intervalOf(of)
  return (
    <div className={style.track} aria-hidden="true">
      {!isSmall(of) && <i data-minus={size < 0 || undefined} style={{ width: share(Math.abs(size)) }} />}
      {interval && <em style={{ left: share(interval.low), width: share(interval.high - interval.low) }} />}
    </div>
  )
}
