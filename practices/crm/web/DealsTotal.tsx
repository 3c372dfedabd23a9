import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import type { ListView } from '#web/parts/listView.ts'
import { Money } from '#web/parts/Money.tsx'
import { dealGroups } from './dealGroups.ts'

const ColumnSum = lazy(() => import('./board/ColumnSum.tsx'))

/** The last line of the table, where it is seen at once: what the listed deals add up to. */
export function DealsTotal({ view: { filter = {}, search, deleted } }: { readonly view: ListView }) {
  const t = useTranslations('crm.groups')
  const asked = { ...(search ? { search } : {}), ...(deleted ? { deleted } : {}) }
  const { data } = useQuery(dealGroups({ by: 'none', filter, ...asked }))
  if (!data || data.total.parts.length === 0) return null
  return (
    <>
      {' · '}
      {t('total')}{' '}
      <Suspense fallback={<Money of={data.total.sum} />}>
        <ColumnSum group={data.total} rates={data.rates} filter={filter} label={t('total')} short={false} />
      </Suspense>
    </>
  )
}
