import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { MetricJson, ValuesJson } from '#ledger/contract.ts'
import { Bone } from '#web/parts/Waiting.tsx'
import { ExplainLink } from '../ExplainLink.tsx'
import { Cases, Figure } from '../Figure.tsx'
import { Reach } from '../Reach.tsx'
import style from './results.module.css'

interface Props {
  readonly metric: MetricJson | undefined
  readonly values: UseQueryResult<ValuesJson>
}

/** The figure of everybody together, and in a sentence what it is. */
export function Total({ metric, values: { data, isPlaceholderData } }: Props) {
  const t = useTranslations('ledger.results')
  return (
    <section>
      <h2>
        {metric?.name ?? ' '} <small>{t('total')}</small>
      </h2>
      <div className={style.total} data-stale={isPlaceholderData || undefined} aria-live="polite">
        {data ? (
          <>
            <ExplainLink explain={data.total.explain} of={metric?.name ?? data.metric}>
              <Figure of={data.total} />
            </ExplainLink>
            <Cases of={data.total} />
          </>
        ) : (
          <Bone width={180} height={26} />
        )}
      </div>
      <Reach />
      <p className={style.says}>
        {metric?.says ?? ' '} {metric?.direction === 'lower' && t('lowerIsBetter')}
      </p>
    </section>
  )
}
