import { useTranslations } from 'use-intl'
import type { FigureJson, MetricJson } from '#ledger/contract.ts'
import { Num } from '#web/parts/Num.tsx'
import { ExplainLink } from '../ExplainLink.tsx'
import { Cases, Figure } from '../Figure.tsx'
import { ComparedBelow, ComparedCells } from './ComparedCells.tsx'
import type { Beside } from './comparison.ts'
import { type Into, Narrow } from './Narrow.tsx'
import { RowBar } from './RowBar.tsx'
import style from './rows.module.css'

/** Which columns there are besides name, bar and value. */
interface Besides {
  /** The interval and the number of cases, of a rate. */
  readonly rate: boolean
  /** How many entries went in. */
  readonly counted: boolean
  /** Another period beside this one. */
  readonly compared: boolean
  readonly direction: MetricJson['direction']
}

interface Props {
  readonly figure: FigureJson & { readonly entries: number }
  readonly name: string
  /** What its name leads into; the total leads nowhere. */
  readonly into?: Into
  /** A rate that can't be told apart from the one above it. */
  readonly blurred?: boolean
  readonly largest?: number
  readonly beside?: Beside | null
  readonly besides: Besides
}

/** One line of the table: who or what, how it compares, how much, and how sure that is. */
export function ResultLine({ figure, name, into, blurred = false, largest, beside = null, besides }: Props) {
  const t = useTranslations('ledger.results')
  const { rate, counted, compared, direction } = besides
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
        {figure.explain === '' ? (
          <Figure of={figure} />
        ) : (
          <ExplainLink explain={figure.explain} of={name}>
            <Figure of={figure} />
          </ExplainLink>
        )}
        {compared && <ComparedBelow figure={figure} beside={beside} direction={direction} />}
        {rate && (
          <span className={style.below}>
            <Cases of={figure} />
          </span>
        )}
      </td>
      {compared && <ComparedCells figure={figure} name={name} beside={beside} direction={direction} />}
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
