import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { useMay, useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { EmptyState } from '#web/parts/EmptyState.tsx'
import { ImportLink } from '#web/parts/ImportLink.tsx'
import { type ListView, useListView } from '#web/parts/listView.ts'
import { Screen } from '#web/parts/Screen.tsx'
import { BulkActions } from '#web/parts/table/BulkActions.tsx'
import { chosenColumns } from '#web/parts/table/chosenColumns.ts'
import { ListBar } from '#web/parts/table/ListBar.tsx'
import { RecordTable } from '#web/parts/table/RecordTable.tsx'
import { bin, type NamedView, ViewTabs } from '#web/parts/ViewTabs.tsx'
import { contact } from '../records/contact.ts'
import { groupings } from '../rules/groupings.ts'
import { CustomerSwitch } from './CustomerSwitch.tsx'
import { GroupedTable } from './GroupedTable.tsx'
import { GroupMenu } from './GroupMenu.tsx'
import { contactSource } from './sources.ts'

const NewContactPanel = lazy(() => import('./NewContactPanel.tsx'))

const usual = ['name', 'accountId', 'title', 'phone', 'email', 'ownerId'] as const

/** The people at the customers. */
export function ContactsScreen() {
  const t = useTranslations('crm.contactsScreen')
  const may = useMay()
  const { member } = useMe()
  const navigate = useNavigate()
  const [view, onView] = useListView()
  const [adding, add] = useState(false)
  const columns = chosenColumns(contact, view, usual)
  const newContact = may('contact.create') && (
    <Button first icon="plus" className="only-desk" onClick={() => add(true)}>
      {t('new')}
    </Button>
  )
  const views: readonly NamedView[] = [
    { key: 'all', name: t('all'), view: {} },
    { key: 'mine', name: t('mine'), view: { filter: { ownerId: { eq: member.id } } } },
    ...(may('contact.delete') ? [bin(t('bin'))] : []),
  ]
  const by = groupings.contact.find((one) => one !== 'none' && one === view.group)
  const table = (shown: ListView) => (
    <RecordTable
      source={contactSource}
      columns={columns}
      view={shown}
      onView={by === undefined ? onView : ({ sort }) => onView({ ...view, sort })}
      onOpen={({ id }) => void navigate({ to: '/customers/people/$contactId', params: { contactId: id } })}
      bulk={(records, clear) => (
        <BulkActions
          source={contactSource}
          records={records}
          fields={['ownerId', 'accountId']}
          mayUpdate={may('contact.update')}
          mayDelete={may('contact.delete')}
          onDone={clear}
        />
      )}
      empty={
        <EmptyState
          title={t('emptyTitle')}
          action={
            <>
              {newContact}
              <ImportLink kind="contacts" permission="contact.import" />
            </>
          }
        >
          {t('empty')}
        </EmptyState>
      }
    />
  )
  return (
    <Screen
      title={t('title')}
      actions={
        <>
          <CustomerSwitch now="contacts" />
          {newContact}
        </>
      }
      filled
    >
      <ViewTabs label={t('views')} views={views} now={view} />
      <ListBar
        declaration={contact}
        view={view}
        onView={onView}
        columns={columns}
        tools={
          <GroupMenu
            declaration={contact}
            known={groupings.contact.filter((one) => one !== 'none')}
            view={view}
            onView={onView}
            columns={columns}
          />
        }
      />
      {by === undefined ? (
        table(view)
      ) : (
        <GroupedTable
          key={by}
          source={contactSource}
          groups={client.crm.contacts.groups}
          by={by}
          view={view}
          table={table}
        />
      )}
      {adding && (
        <Suspense fallback={null}>
          <NewContactPanel onClose={() => add(false)} />
        </Suspense>
      )}
    </Screen>
  )
}
