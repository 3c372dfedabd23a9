import { useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Forecast } from '../contract.ts'
import { outcomes } from '../rules/outcome.ts'
import type { ImportKind } from '../rules/synonyms.ts'
import style from './BatchScreen.module.css'
import type { BatchSearch } from './importSearch.ts'
import { LedgerMoves } from './LedgerMoves.tsx'
import { OutcomeTabs } from './OutcomeTabs.tsx'
import { RefusedFile } from './RefusedFile.tsx'
import { SampleRows } from './SampleRows.tsx'
import { Warnings } from './Warnings.tsx'

interface Props {
  readonly forecast: Forecast
  readonly kind: ImportKind
  readonly batchId: string
}

/** What the import would do, row by row and in the figures; nothing is written yet. */
export function ForecastView({ forecast, kind, batchId }: Props) {
  const t = useTranslations('import.check')
  const { rows }: BatchSearch = useSearch({ from: '/shell/import/$batchId' })
  const opens = outcomes.filter((outcome) => forecast.samples.some((row) => row.outcome === outcome))
  // refusals are what one has to look at, so they stand open
  const shown = rows ?? (forecast.outcomes.refused > 0 ? 'refused' : null)
  return (
    <div style={{ display: 'grid', gap: 18 }}>
      <div>
        <OutcomeTabs of={forecast.outcomes} tense="would" shown={shown} opens={opens} />
        {shown !== null && opens.includes(shown) && (
          <SampleRows rows={forecast.samples} outcome={shown} count={forecast.outcomes[shown]} kind={kind} />
        )}
      </div>
      {forecast.outcomes.refused > 0 && (
        <p className={style.ways}>
          <span>{t('refusedStay')}</span> <RefusedFile batchId={batchId} count={forecast.outcomes.refused} />
        </p>
      )}
      <Warnings of={forecast.warnings} />
      <LedgerMoves moves={forecast.ledger} tense="would" />
    </div>
  )
}
