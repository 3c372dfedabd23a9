import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AnyRecord } from '#web/api/records.ts'
import { useMay, useMe } from '#web/api/session.ts'
import type { ListView } from '#web/parts/listView.ts'
import { BulkActions } from '#web/parts/table/BulkActions.tsx'
import { chosenColumns } from '#web/parts/table/chosenColumns.ts'
import { useEditing } from '#web/parts/table/editing.ts'
import { ListBar } from '#web/parts/table/ListBar.tsx'
import { RecordTable } from '#web/parts/table/RecordTable.tsx'
import { GroupedTable } from './GroupedTable.tsx'
import { GroupMenu } from './GroupMenu.tsx'
import type { Listing } from './listing.ts'

interface Props<T extends AnyRecord> {
  readonly listing: Listing<T>
  readonly view: ListView
  readonly onView: (view: ListView) => void
  /** The view is the one that the screen begins with: where it shows nothing, there is nothing yet. */
  readonly plain?: boolean
  /** Where a group stands, by what it is grouped by, if neither its key nor its name says it. */
  readonly placeOf?: (by: string) => ((key: string) => number) | undefined
  readonly empty: ReactNode
}

/** The bar and the rows of a list, in groups where the address says so. */
export function ListTable<T extends AnyRecord>({ listing, view, onView, plain = false, placeOf, empty }: Props<T>) {
  const { source, inBulk, Total } = listing
  const { declaration } = source
  const may = useMay()
  const { member } = useMe()
  const navigate = useNavigate()
  const editing = useEditing(source, listing.fixed)
  const columns = chosenColumns(declaration, view, listing.usual(view))
  const by = listing.groupings.find((one) => one === view.group)
  const place = by === undefined ? undefined : placeOf?.(by)
  const table = (shown: ListView) => (
    <RecordTable
      source={source}
      columns={columns}
      view={shown}
      plain={plain && by === undefined}
      onView={by === undefined ? onView : ({ sort }) => onView({ ...view, sort })}
      onOpen={({ id }) => source.pageOf && void navigate({ to: source.pageOf(id) })}
      editing={editing}
      {...(listing.cells ? { cells: listing.cells } : {})}
      bulk={(records, clear) => (
        <BulkActions
          source={source}
          records={records}
          fields={inBulk}
          mayUpdate={may(`${declaration.type}.update`)}
          mayDelete={may(`${declaration.type}.delete`)}
          onDone={clear}
        />
      )}
      total={by === undefined && Total ? <Total view={view} /> : undefined}
      empty={empty}
    />
  )
  const menu = (
    <GroupMenu declaration={declaration} known={listing.groupings} view={view} onView={onView} columns={columns} />
  )
  const own = listing.ownInBar ? { own: member.id } : {}
  return (
    <>
      <ListBar declaration={declaration} view={view} onView={onView} columns={columns} {...own} tools={menu} />
      {by === undefined ? (
        table(view)
      ) : (
        <GroupedTable
          key={by}
          source={source}
          groups={listing.groups}
          by={by}
          view={view}
          summed={listing.summed ?? false}
          {...(place ? { place } : {})}
          table={table}
        />
      )}
    </>
  )
}
