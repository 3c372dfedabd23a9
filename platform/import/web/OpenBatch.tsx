import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { ImportDetail } from '../contract.ts'
import style from './BatchScreen.module.css'
import { CheckBar } from './CheckBar.tsx'
import { ColumnTable } from './ColumnTable.tsx'
import { ForecastView } from './ForecastView.tsx'
import { kindOf } from './kinds.ts'
import { QuestionList } from './questions/QuestionList.tsx'
import { RowRule } from './RowRule.tsx'
import { useAnswer, type Work } from './useBatch.ts'

/** Before anything is written: what only a person can say, what the columns mean, and what would come of it. */
export function OpenBatch({ batch, work }: { readonly batch: ImportDetail; readonly work: Work }) {
  const t = useTranslations('import')
  const kind = kindOf(batch)
  const { answer, isAnswering } = useAnswer(batch)
  const disabled = isAnswering || work.isRunning
  const used = batch.columns.filter(({ header }) => batch.settings.columns[header]).length
  return (
    <>
      {batch.sameFileAs !== null && (
        <p className={style.note}>
          {t.rich('sameFile', {
            link: (words) => (
              <Link to="/import/$batchId" params={{ batchId: batch.sameFileAs ?? '' }} className="link">
                {words}
              </Link>
            ),
          })}
        </p>
      )}
      <QuestionList
        questions={batch.questions}
        kind={kind}
        columns={batch.columns}
        settings={batch.settings}
        disabled={disabled}
        onChange={answer}
        onAcceptAll={() => answer({ acceptSuggestions: true })}
      />
      <section className={style.part}>
        <h2>
          {t('columns.title')}
          <small>{t('columns.used', { used, count: batch.columns.length })}</small>
        </h2>
        <ColumnTable
          kind={kind}
          columns={batch.columns}
          settings={batch.settings}
          rows={batch.rows}
          onChange={answer}
          disabled={disabled}
        />
        <RowRule batch={batch} onChange={answer} disabled={disabled} />
      </section>
      {batch.forecast && (
        <section className={style.part}>
          <h2>
            {t('check.title')}
            <small>{t('check.note')}</small>
          </h2>
          <ForecastView forecast={batch.forecast} kind={kind} batchId={batch.id} />
        </section>
      )}
      <CheckBar batch={batch} work={work} isAnswering={isAnswering} />
    </>
  )
}
