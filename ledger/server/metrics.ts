import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { formulaIn, metricOfFormula } from '#ledger/rules/ownMetric.ts'
import type { Db } from '#platform/db/connections.ts'
import type { MetricSource } from './evaluate.ts'

/** The metrics by key; practices bring the built-in ones, main.ts puts them together, organisations add their own. */
export interface Metrics {
  /** Those that can be chosen: what is archived is not among them. */
  readonly all: readonly MetricSource[]
  /** Also what is archived, and a former revision by `key@revision`. Throws Fault `metric.unknown`. */
  of(key: string): MetricSource
  /** With the organisation's own; asked for a built-in one by key, without looking. */
  in(db: Db, orgId: string, key?: string): Promise<Metrics>
}

export function metricsOf(all: readonly MetricSource[], own: readonly MetricSource[] = []): Metrics {
  const chosen = [...all, ...own.filter((one) => one.defined?.state === 'current')]
  const known = new Map([...all, ...own].flatMap((one) => addressesOf(one).map((address) => [address, one])))
  const metrics: Metrics = {
    all: chosen,
    of(key) {
      const found = known.get(key)
      if (!found)
        throw new Fault('metric.unknown', { field: 'metric', value: key, known: chosen.map((one) => one.key) })
      return found
    },
    in: async (db, orgId, key) =>
      key !== undefined && known.has(key) ? metrics : metricsOf(all, await ownMetrics(db, orgId)),
  }
  return metrics
}

/** By what a metric is asked for: by its key as it is now; by key and revision as it was or will stay. */
export const pinnedOf = ({ key, defined }: MetricSource) => (defined ? `${key}@${defined.revision}` : key)
export const addressOf = (one: MetricSource): string => (one.defined?.state === 'former' ? pinnedOf(one) : one.key)
const addressesOf = (one: MetricSource) => [...new Set([addressOf(one), pinnedOf(one)])]

interface OwnRow {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly name_zh: string | null
  readonly name_en: string | null
  readonly formula: unknown
  readonly direction: MetricSource['direction']
  readonly revision: number
  readonly former: unknown
  readonly archived: boolean
}

async function ownMetrics(db: Db, orgId: string): Promise<MetricSource[]> {
  const { rows } = await sql<OwnRow>`select id, key, name, name_zh, name_en, formula, direction, revision, former,
      deleted_at is not null as archived
    from own_metric where org_id = ${orgId}::uuid order by name, id`.execute(db)
  return rows.flatMap(sourcesOf)
}

function sourcesOf({ id, key, name, name_zh, name_en, direction, ...row }: OwnRow): MetricSource[] {
  const names = { 'zh-CN': name_zh ?? name, en: name_en ?? name }
  const source = (
    given: unknown,
    revision: number,
    state: NonNullable<MetricSource['defined']>['state'],
  ): MetricSource => {
    const formula = formulaIn(given)
    return { ...metricOfFormula(key, formula, direction), defined: { id, names, formula, revision, state } }
  }
  const former: readonly unknown[] = Array.isArray(row.former) ? row.former : []
  return [
    ...former.map((given, i) => source(given, i + 1, 'former')),
    source(row.formula, row.revision, row.archived ? 'archived' : 'current'),
  ]
}
