import { useLocale } from 'use-intl'
import type { ExplanationJson } from '#ledger/contract.ts'
import { dayText } from '#web/parts/dates.ts'
import { Nothing } from '#web/parts/Nothing.tsx'

interface Props {
  readonly of: string | null
  readonly within: Pick<ExplanationJson, 'from' | 'to'>
}

/** The day of a line; the year is said above where all lines share it. */
export function LineDay({ of, within: { from, to } }: Props) {
  const locale = useLocale()
  if (of === null) return <Nothing />
  const year = of.slice(0, 4)
  const said = from.startsWith(year) && to.startsWith(year)
  return (
    <time className="num" dateTime={of} title={dayText(of, locale, 'long')}>
      {dayText(of, locale, said ? 'short' : 'long')}
    </time>
  )
}
