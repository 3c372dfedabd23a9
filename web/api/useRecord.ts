import {
  type InfiniteData,
  type QueryClient,
  queryOptions,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query'
import type { Page } from '#platform/record/resource.ts'
import { ApiProblem } from './problem.ts'
import {
  type AnyRecord,
  fieldValue,
  type Names,
  type RecordRoutes,
  type Source,
  type Values,
  type WritableSource,
} from './records.ts'

export interface Found<T extends AnyRecord = AnyRecord> {
  readonly record: T
  /** What the ids in it are called. */
  readonly names: Names
}

/** One record with the names of those it points to. A deleted one is found, too: it can be restored. */
export function recordQuery<T extends AnyRecord>({ key, routes }: Source<T>, id: string) {
  return queryOptions({
    queryKey: [key, 'one', id],
    queryFn: ({ signal }) => findRecord(routes, id, signal),
  })
}

async function findRecord<T extends AnyRecord>(
  routes: RecordRoutes<T>,
  id: string,
  signal: AbortSignal,
): Promise<Found<T>> {
  for (const deleted of ['false', 'true']) {
    const page = await routes.list({ filter: { id: { eq: id } }, deleted, include: 'names', limit: 1 }, { signal })
    const [record] = page.items
    if (record) return { record, names: page.names ?? {} }
  }
  return { record: await routes.get({ id }, { signal }), names: {} }
}

export function useRecord<T extends AnyRecord>(source: Source<T>, id: string): Found<T> {
  return useSuspenseQuery(recordQuery(source, id)).data
}

/** A change of somebody else stood in the way: theirs and ours, for the person to choose. */
export class Stale extends Error {
  readonly theirs: AnyRecord
  readonly mine: Values
  constructor(theirs: AnyRecord, mine: Values) {
    super('stale')
    this.theirs = theirs
    this.mine = mine
  }
}

interface Change {
  readonly values: Values
  /** What stood in these fields when the change was begun. */
  readonly before: Values
  /** Names of relations that were chosen, so that they show at once. */
  readonly names?: Names
  /** The version that the change was begun on. */
  readonly version: number
}

/** Changes fields of a record: seen at once where it is shown, taken back where the server refuses. Throws `Stale`. */
export function useChangeRecord<T extends AnyRecord>(source: WritableSource<T>) {
  const queries = useQueryClient()
  const { key } = source
  return async (id: string, change: Change): Promise<T> => {
    await queries.cancelQueries({ queryKey: recordQuery(source, id).queryKey })
    await queries.cancelQueries({ queryKey: [key, 'list'] })
    show(queries, source, id, change.values, change.names)
    try {
      const kept = await update(source, id, change)
      show(queries, source, id, kept)
      return kept
    } catch (error) {
      show(queries, source, id, change.before)
      throw error
    } finally {
      void queries.invalidateQueries({ queryKey: [[key[0]]] })
    }
  }
}

/** Values of a record wherever it is loaded: on its page and in the lists that hold it. */
function show<T extends AnyRecord>(
  queries: QueryClient,
  source: Source<T>,
  id: string,
  values: Values | T,
  more: Names = {},
): void {
  queries.setQueryData(
    recordQuery(source, id).queryKey,
    (found) => found && { record: { ...found.record, ...values }, names: { ...found.names, ...more } },
  )
  const inPage = (page: Page<T>): Page<T> =>
    page.items.some((one) => one.id === id)
      ? {
          ...page,
          items: page.items.map((one) => (one.id === id ? { ...one, ...values } : one)),
          names: { ...page.names, ...more },
        }
      : page
  queries.setQueriesData<InfiniteData<Page<T>, unknown>>(
    { queryKey: [source.key, 'list'] },
    (list) => list && { ...list, pages: list.pages.map(inPage) },
  )
}

/** Where somebody changed other fields meanwhile, both changes hold; where it was the same field, the person chooses. */
async function update<T extends AnyRecord>(
  { routes }: WritableSource<T>,
  id: string,
  { values, before, version }: Change,
): Promise<T> {
  try {
    return await routes.update({ id, ...values }, { context: { ifMatch: version } })
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 412) throw error
    const theirs = await routes.get({ id })
    const touched = Object.keys(values).some(
      (name) => JSON.stringify(fieldValue(theirs, name)) !== JSON.stringify(before[name] ?? null),
    )
    if (touched) throw new Stale(theirs, values)
    return routes.update({ id, ...values }, { context: { ifMatch: theirs.version } })
  }
}

/** After a command: what it changed shows at once, and everything of the practice that hangs on it is asked for again. */
export function useSettle<T extends AnyRecord>(source: Source<T>): (record: T) => Promise<void> {
  const queries = useQueryClient()
  return async (record) => {
    queries.setQueryData(recordQuery(source, record.id).queryKey, (found) => found && { ...found, record })
    await queries.invalidateQueries({ queryKey: [[source.key[0]]] })
  }
}
