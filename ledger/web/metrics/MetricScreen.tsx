import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { api, client } from '#web/api/client.ts'
import { BackLink } from '#web/parts/BackLink.tsx'
import { notify } from '#web/parts/notices.ts'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { Screen } from '#web/parts/Screen.tsx'
import { RowsWaiting } from '../results/RowsWaiting.tsx'
import { changed, useResultsView } from '../results/resultsView.ts'
import { MetricForm } from './MetricForm.tsx'
import { draftOf, emptyDraft, formulaOf, type MetricDraft } from './metricDraft.ts'

const FigurePanel = lazy(() => import('../explain/FigurePanel.tsx'))

/** A metric of one's own: a new one, or one that is changed. */
export function MetricScreen() {
  const t = useTranslations('ledger.metrics')
  const { id } = useParams({ strict: false })
  const [view] = useResultsView()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const choices = useQuery(api.ledger.metricDrafts.choices.queryOptions({ input: {} }))
  const found = useQuery({
    ...api.ledger.ownMetrics.get.queryOptions({ input: { id: id ?? '' } }),
    enabled: id !== undefined,
  })
  const save = async (draft: MetricDraft) => {
    const values = valuesOf(draft)
    const { key } = draft
    const saved = found.data
      ? await client.ledger.ownMetrics.update(
          { id: found.data.id, ...values },
          { context: { ifMatch: found.data.version } },
        )
      : await client.ledger.ownMetrics.create({ ...values, key })
    await queries.invalidateQueries({ queryKey: api.ledger.key() })
    notify(t('saved', { name: saved.name }))
    await navigate({ to: '/results', search: { metric: saved.key, compare: 'last' } })
  }
  const error = choices.error ?? found.error
  const ready = choices.data && (id === undefined || found.data)
  return (
    <Screen title={t(id === undefined ? 'new' : 'edit')} above={<BackLink to="/results/metrics" text={t('title')} />}>
      {error !== null && <ProblemText error={error} />}
      {!ready && error === null && <RowsWaiting />}
      {ready && choices.data && (
        <MetricForm
          key={id ?? 'new'}
          given={found.data ? draftOf(found.data) : emptyDraft}
          choices={choices.data}
          revision={found.data?.revision ?? null}
          onSave={save}
        />
      )}
      {view.explain !== undefined && (
        <Suspense fallback={null}>
          <FigurePanel
            opened={view.explain}
            onClose={() =>
              void navigate({ to: '.', search: { ...changed(view, {}) }, replace: true, resetScroll: false })
            }
          />
        </Suspense>
      )}
    </Screen>
  )
}

function valuesOf(draft: MetricDraft) {
  const { nameZh, nameEn, direction } = draft
  return {
    name: nameZh.trim() || nameEn.trim(),
    nameZh: nameZh.trim() || null,
    nameEn: nameEn.trim() || null,
    direction,
    formula: formulaOf(draft),
  }
}
