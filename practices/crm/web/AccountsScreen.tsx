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
import { account } from '../records/account.ts'
import { groupings } from '../rules/groupings.ts'
import { CustomerSwitch } from './CustomerSwitch.tsx'
import { GroupedTable } from './GroupedTable.tsx'
import { GroupMenu } from './GroupMenu.tsx'
import { accountSource } from './sources.ts'

const NewAccountPanel = lazy(() => import('./NewAccountPanel.tsx'))

const usual = ['name', 'industry', 'segment', 'location', 'ownerId', 'phone'] as const

export function AccountsScreen() {
  const t = useTranslations('crm.accountsScreen')
  const may = useMay()
  const { member } = useMe()
  const navigate = useNavigate()
  const [view, onView] = useListView()
  const [adding, add] = useState(false)
  const columns = chosenColumns(account, view, usual)
  const newAccount = may('account.create') && (
    <Button first icon="plus" className="only-desk" onClick={() => add(true)}>
      {t('new')}
    </Button>
  )
  const views: readonly NamedView[] = [
    { key: 'all', name: t('all'), view: {} },
    { key: 'mine', name: t('mine'), view: { filter: { ownerId: { eq: member.id } } } },
    { key: 'nobodys', name: t('nobodys'), view: { filter: { ownerId: { empty: 'true' } } } },
    ...(may('account.delete') ? [bin(t('bin'))] : []),
  ]
  const by = groupings.account.find((one) => one !== 'none' && one === view.group)
  const table = (shown: ListView) => (
    <RecordTable
      source={accountSource}
      columns={columns}
      view={shown}
      onView={by === undefined ? onView : ({ sort }) => onView({ ...view, sort })}
      onOpen={({ id }) => void navigate({ to: '/customers/$accountId', params: { accountId: id } })}
      bulk={(records, clear) => (
        <BulkActions
          source={accountSource}
          records={records}
          fields={['ownerId', 'segment', 'industry']}
          mayUpdate={may('account.update')}
          mayDelete={may('account.delete')}
          onDone={clear}
        />
      )}
      empty={
        <EmptyState
          title={t('emptyTitle')}
          action={
            <>
              {newAccount}
              <ImportLink kind="accounts" permission="account.import" />
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
          <CustomerSwitch now="accounts" />
          {newAccount}
        </>
      }
      filled
    >
      <ViewTabs label={t('views')} views={views} now={view} />
      <ListBar
        declaration={account}
        view={view}
        onView={onView}
        columns={columns}
        tools={
          <GroupMenu
            declaration={account}
            known={groupings.account.filter((one) => one !== 'none')}
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
          source={accountSource}
          groups={client.crm.accounts.groups}
          by={by}
          view={view}
          table={table}
        />
      )}
      {adding && (
        <Suspense fallback={null}>
          <NewAccountPanel onClose={() => add(false)} />
        </Suspense>
      )}
    </Screen>
  )
}
