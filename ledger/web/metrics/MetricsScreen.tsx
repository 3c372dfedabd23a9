import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'
import { api, client } from '#web/api/client.ts'
import { useMay } from '#web/api/session.ts'
import { BackLink } from '#web/parts/BackLink.tsx'
import { Button } from '#web/parts/Button.tsx'
import { ButtonLink } from '#web/parts/ButtonLink.tsx'
import { EmptyState } from '#web/parts/EmptyState.tsx'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import { Screen } from '#web/parts/Screen.tsx'
import { RowsWaiting } from '../results/RowsWaiting.tsx'
import { type ResultMetric, useMetrics } from '../results/useResults.ts'
import style from './metrics.module.css'

/** Every metric with its formula in words; one's own first. */
export function MetricsScreen() {
  const t = useTranslations('ledger.metrics')
  const nav = useTranslations('ledger.results')
  const may = useMay()
  const mayDefine = may('ownMetric.create')
  const metrics = useMetrics()
  const own = metrics.filter((one) => one.own !== undefined)
  const add = mayDefine && (
    <ButtonLink first to="/results/metrics/new">
      {t('new')}
    </ButtonLink>
  )
  return (
    <Screen
      title={t('title')}
      lead={t('lead')}
      above={<BackLink to="/results" text={nav('nav')} />}
      actions={own.length > 0 && add}
    >
      {metrics.length === 0 && <RowsWaiting />}
      {metrics.length > 0 && own.length === 0 && mayDefine && (
        <EmptyState title={t('none')} action={add}>
          {t('noneWhy')}
        </EmptyState>
      )}
      {own.length > 0 && <MetricTable title={t('own')} metrics={own} editable={mayDefine} />}
      {mayDefine && <Archived />}
      {metrics.length > 0 && (
        <MetricTable title={t('builtIn')} metrics={metrics.filter((one) => one.own === undefined)} editable={false} />
      )}
    </Screen>
  )
}

interface TableProps {
  readonly title: string
  readonly metrics: readonly ResultMetric[]
  readonly editable: boolean
}

function MetricTable({ title, metrics, editable }: TableProps) {
  const t = useTranslations('ledger.metrics')
  return (
    <section className={style.section} aria-label={title}>
      <h2>
        {title} <small>{metrics.length}</small>
      </h2>
      <table className={style.table}>
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('says')}</th>
            <th scope="col">{t('unit')}</th>
            <th scope="col">{t('direction')}</th>
            {editable && <td />}
          </tr>
        </thead>
        <tbody>
          {metrics.map((one) => (
            <tr key={one.key}>
              <th scope="row">
                <Link to="/results" search={{ metric: one.key }}>
                  {one.name}
                </Link>
                <small className="num">{one.key}</small>
              </th>
              <td>{one.says}</td>
              <td>{t(`unitName.${one.unit}`)}</td>
              <td>{t(`better.${one.direction}`)}</td>
              {editable && (
                <td className={style.rowWays}>
                  <ButtonLink to={`/results/metrics/${one.own}`}>{t('edits')}</ButtonLink>
                  <Archive of={one} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Archive({ of }: { readonly of: ResultMetric }) {
  const t = useTranslations('ledger.metrics')
  const change = useChange()
  const id = of.own ?? ''
  const restore = () => change(() => client.ledger.ownMetrics.restore({ id }), t('restored', { name: of.name }))
  return (
    <Button
      plain
      onClick={() =>
        change(() => client.ledger.ownMetrics.delete({ id }), t('archivedNow', { name: of.name }), restore)
      }
    >
      {t('archive')}
    </Button>
  )
}

/** Those that are no longer offered, with the way back. */
function Archived() {
  const t = useTranslations('ledger.metrics')
  const locale = useLocale()
  const change = useChange()
  const { data } = useQuery(
    api.ledger.ownMetrics.list.queryOptions({ input: { deleted: 'true', limit: 200 }, staleTime: 0 }),
  )
  const gone = (data?.items ?? []).filter(({ deletedAt }) => deletedAt !== null)
  if (gone.length === 0) return null
  return (
    <section className={style.section} aria-label={t('archived')}>
      <h2>
        {t('archived')} <small>{gone.length}</small>
      </h2>
      <ul className={style.archived}>
        {gone.map(({ id, name, nameZh, nameEn, key }) => {
          const shown = (locale === 'zh-CN' ? nameZh : nameEn) ?? name
          return (
            <li key={id}>
              <span>
                {shown} <small className="num">{key}</small>
              </span>
              <Button
                plain
                onClick={() => change(() => client.ledger.ownMetrics.restore({ id }), t('restored', { name: shown }))}
              >
                {t('restore')}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function useChange() {
  const queries = useQueryClient()
  const problem = useProblemWords()
  return async (work: () => Promise<unknown>, said: string, undo: (() => void) | null = null) => {
    try {
      await work()
      await queries.invalidateQueries({ queryKey: api.ledger.key() })
      notify(said, undo)
    } catch (error) {
      notifyWrong(problem(error))
    }
  }
}
