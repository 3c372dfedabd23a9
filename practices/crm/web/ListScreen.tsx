import { type ReactNode, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { AnyRecord } from '#web/api/records.ts'
import { useMay } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { EmptyState } from '#web/parts/EmptyState.tsx'
import { ImportLink } from '#web/parts/ImportLink.tsx'
import type { ListView } from '#web/parts/listView.ts'
import { Screen } from '#web/parts/Screen.tsx'
import { bin, type NamedView, ViewTabs } from '#web/parts/ViewTabs.tsx'
import { ListTable } from './ListTable.tsx'
import type { Listing } from './listing.ts'

interface Props<T extends AnyRecord> {
  readonly listing: Listing<T>
  /** Views that are asked for every day; what was deleted comes last by itself. */
  readonly views: readonly NamedView[]
  readonly view: ListView
  readonly onView: (view: ListView) => void
  /** The view is the one that the screen begins with. */
  readonly plain?: boolean
  readonly placeOf?: (by: string) => ((key: string) => number) | undefined
  /** The way to the other looks of the same records, or to the list beside this one. */
  readonly beside: ReactNode
  /** In place of the table. */
  readonly look?: ReactNode
  /** The look keeps to the height of the screen. */
  readonly held?: boolean
}

/** A list of the practice with its views, its bar, its rows, and the way to a new one. */
export function ListScreen<T extends AnyRecord>(props: Props<T>) {
  const { listing, views, view, onView, plain = false, placeOf, beside, look, held = false } = props
  const { NewPanel } = listing
  const { type } = listing.source.declaration
  const t = useTranslations(`crm.${listing.text}`)
  const may = useMay()
  const [adding, add] = useState(false)
  const another = may(`${type}.create`) && (
    <Button first icon="plus" className="only-desk" onClick={() => add(true)}>
      {t('new')}
    </Button>
  )
  const empty = (
    <EmptyState
      title={t('emptyTitle')}
      action={
        <>
          {another}
          <ImportLink kind={listing.imports} permission={`${type}.import`} />
        </>
      }
    >
      {t('empty')}
    </EmptyState>
  )
  const deleted = may(`${type}.delete`) ? [{ ...bin(t('bin')), asTable: true }] : []
  return (
    <Screen
      title={t('title')}
      actions={
        <>
          {beside}
          {another}
        </>
      }
      filled={look === undefined}
      held={held}
    >
      <ViewTabs label={t('views')} views={[...views, ...deleted]} now={view} />
      {look ?? (
        <ListTable
          listing={listing}
          view={view}
          onView={onView}
          plain={plain}
          {...(placeOf ? { placeOf } : {})}
          empty={empty}
        />
      )}
      {adding && (
        <Suspense fallback={null}>
          <NewPanel onClose={() => add(false)} />
        </Suspense>
      )}
    </Screen>
  )
}
