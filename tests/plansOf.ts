import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type pg from 'pg'
import type { Db } from '#platform/db/connections.ts'
import type { Tables } from '#platform/db/tables.generated.ts'

/** One step of PostgreSQL's plan, and those below it. */
export interface PlanNode {
  readonly 'Node Type': string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly PlanNode[]
}
export interface Planned {
  readonly sql: string
  readonly nodes: readonly PlanNode[]
}

/** The plans of all queries that `work` would send, as `bound` would run them; none of them finds a row. */
export async function plansOf(bound: pg.Client, work: (db: Db) => Promise<unknown>): Promise<Planned[]> {
  const asked: CompiledQuery[] = []
  await work(listening(asked))
  const planned: Planned[] = []
  for (const { sql, parameters } of asked) {
    const { rows } = await bound.query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(
      `explain (format json) ${sql}`,
      [...parameters],
    )
    planned.push({ sql, nodes: (rows[0]?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => nodesOf(Plan)) })
  }
  return planned
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** A database that only listens. */
function listening(asked: CompiledQuery[]): Db {
  const connection: DatabaseConnection = {
    async executeQuery(query) {
      asked.push(query)
      return { rows: [] }
    },
    // biome-ignore lint/correctness/useYield: lists don't stream
    async *streamQuery() {
      throw new Error('Lists don’t stream.')
    },
  }
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: async () => {},
    commitTransaction: async () => {},
    rollbackTransaction: async () => {},
    releaseConnection: async () => {},
    destroy: async () => {},
  }
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}
