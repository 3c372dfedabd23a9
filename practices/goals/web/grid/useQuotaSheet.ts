import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api, client } from '#web/api/client.ts'
import type { Weigh } from './doings.ts'
import type { SplitWay } from './quotaView.ts'
import { type Sheet, sheetOf } from './sheet.ts'

/** Below the targets' own key: a change of one by anybody makes the grid come anew. */
export const gridQuery = (metric: string, year: string) =>
  queryOptions({
    queryKey: [['goals', 'targets', 'quotaGrid'], { metric, year }],
    queryFn: async ({ signal }) => sheetOf(await client.goals.quotas.grid({ metric, year }, { signal })),
    staleTime: 30_000,
  })

/** How much a month of a row weighs; null while what it hangs on is loaded. A team weighs what its people do. */
export function useWeigh(sheet: Sheet, way: SplitWay): Weigh | null {
  const { metric, year } = sheet
  const input = { metric, year }
  const { data } = useQuery({
    ...api.goals.quotas.weights.queryOptions({ input }),
    enabled: way !== 'equal',
    staleTime: 5 * 60_000,
  })
  return useMemo(() => {
    if (way === 'equal') return () => 1n
    if (data === undefined) return null
    const of = new Map(
      data.members.map(({ id, lastYear, halfDays }) => [id, (way === 'lastYear' ? lastYear : halfDays).map(BigInt)]),
    )
    const weigh: Weigh = (place, month) => {
      const row = sheet.rows[place]
      if (row === undefined) return 0n
      if (row.kind === 'member') return of.get(row.id)?.[month] ?? 0n
      return row.people.reduce((sum, person) => sum + weigh(person, month), 0n)
    }
    return weigh
  }, [data, sheet, way])
}
