import { useTranslations } from 'use-intl'
import type { FigureJson } from '#ledger/contract.ts'
import { Num } from '#web/parts/Num.tsx'
import { ExplainLink } from '../ExplainLink.tsx'
import { Cases, Figure } from '../Figure.tsx'
import { type Into, Narrow } from './Narrow.tsx'
import { RowBar } from './RowBar.tsx'
import style from './rows.module.css'

/** Which columns there are besides name, bar and value. */
interface Besides {
  /** The interval and the number of cases, of a rate. */
  readonly rate: boolean
  /** How many entries went in. */
  readonly counted: boolean
}

interface Props {
  readonly figure: FigureJson & { readonly entries: number }
  readonly name: string
  /** What its name leads into; the total leads nowhere. */
  readonly into?: Into
  /** A rate that can't be told apart from the one above it. */
  readonly blurred?: boolean
  readonly largest?: number
  readonly besides: Besides
}

/** One line of the table: who or what, how it compares, how much, and how sure that is. */
export function ResultLine({ figure, name, into, blurred = false, largest, besides: { rate, counted } }: Props) {
  const t = useTranslations('ledger.results')
  return (
    <tr>
      <th scope="row" className={style.name}>
        <span className={style.named}>
          {into ? <Narrow into={into} name={name} /> : name}
          {blurred && (
            <span className={style.blur} title={t('blurs')}>
              <span aria-hidden="true">≈</span>
              <span className="hidden-words">{t('blurs')}</span>
            </span>
          )}
        </span>
      </th>
      <td className={style.bar}>{largest !== undefined && <RowBar of={figure} largest={largest} />}</td>
      <td className={style.value}>
        <ExplainLink explain={figure.explain} of={name}>
          <Figure of={figure} />
        </ExplainLink>
        {rate && (
          <span className={style.below}>
            <Cases of={figure} />
          </span>
        )}
      </td>
      {rate && (
        <td className={style.cases}>
          <Cases of={figure} />
        </td>
      )}
      {counted && (
        <td className={style.entries}>
          <Num of={figure.entries} />
        </td>
      )}
    </tr>
  )
}
