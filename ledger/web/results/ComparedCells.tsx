import { useTranslations } from 'use-intl'
import type { FigureJson, MetricJson } from '#ledger/contract.ts'
import { differenceOf, growthOf } from '#ledger/rules/compare.ts'
import { useEffectText } from '../change/useEffectText.ts'
import { ExplainLink } from '../ExplainLink.tsx'
import { Figure } from '../Figure.tsx'
import { useFigureText } from '../useFigureText.ts'
import type { Beside } from './comparison.ts'
import { sizeOf } from './rowOrder.ts'
import style from './rows.module.css'

interface Props {
  readonly figure: FigureJson
  readonly name: string
  readonly beside: Beside | null
  readonly direction: MetricJson['direction']
}

/** That, the difference, and by how much. */
export function ComparedCells({ figure, name, beside, direction }: Props) {
  const texts = useCompared(figure, beside, direction)
  return (
    <>
      <td className={style.then}>
        {beside?.figure ? (
          <ExplainLink explain={beside.figure.explain} of={name}>
            <Figure of={beside.figure} />
          </ExplainLink>
        ) : (
          texts.former
        )}
      </td>
      <td className={style.difference} data-way={texts.way}>
        {texts.difference}
      </td>
      <td className={style.growth} data-way={texts.way}>
        {texts.growth}
      </td>
    </>
  )
}

/** The same in a line below the value, where there is no room for columns. */
export function ComparedBelow({ figure, beside, direction }: Omit<Props, 'name'>) {
  const t = useTranslations('ledger.results.compare')
  const texts = useCompared(figure, beside, direction)
  return (
    <span className={style.below} data-way={texts.way}>
      {texts.difference}
      {texts.growth !== '—' && ` · ${texts.growth}`}
      <span className="hidden-words"> {t('difference')}</span>
    </span>
  )
}

function useCompared(figure: FigureJson, beside: Beside | null, direction: MetricJson['direction']) {
  const effectText = useEffectText()
  const figures = useFigureText()
  const then = beside?.value ?? null
  const difference = differenceOf(figure.value, then)
  const growth = growthOf(figure.value, then, figure.unit)
  const change = difference === null ? 0 : sizeOf(difference)
  const better = direction === 'lower' ? -1 : 1
  const way = direction !== 'neither' && (change ?? 0) * better < 0 ? 'worse' : undefined
  const signed = (value: number) => `${value > 0 ? '+' : ''}${figures.text(String(value), 'ratio')}`
  return {
    former: figures.text(then, figure.unit),
    difference: difference === null ? '—' : effectText(difference, figure.unit),
    growth: growth === null ? '—' : signed(growth),
    way,
  }
}
