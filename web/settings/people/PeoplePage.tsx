import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMay, useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { EmptyState } from '#web/parts/EmptyState.tsx'
import { type ListView, useListView } from '#web/parts/listView.ts'
import { BulkActions } from '#web/parts/table/BulkActions.tsx'
import { chosenColumns } from '#web/parts/table/chosenColumns.ts'
import { ListBar } from '#web/parts/table/ListBar.tsx'
import { RecordTable } from '#web/parts/table/RecordTable.tsx'
import { ViewTabs } from '#web/parts/ViewTabs.tsx'
import { SettingsPage } from '../SettingsPage.tsx'
import { changeableMember, person, personSource } from './personSource.ts'
import { SeatState } from './SeatState.tsx'

const NewPersonPanel = lazy(() => import('./NewPersonPanel.tsx'))

const usual = ['name', 'role', 'teamId', 'managerId', 'employedFrom', 'userId'] as const

export function PeoplePage() {
  const t = useTranslations('web.settings.peoplePage')
  const may = useMay()
  const { today } = useMe()
  const navigate = useNavigate()
  const [asked, ask] = useListView()
  const [adding, add] = useState(false)
  const source = useMemo(() => personSource(today), [today])
  const here = { filter: { deactivatedOn: { empty: 'true' } } }
  const view = asked.filter || asked.search || asked.sort ? asked : { ...here, ...asked }
  const views = [
    { key: 'here', name: t('here'), view: here },
    { key: 'sell', name: t('sell'), view: { filter: { ...here.filter, role: { eq: 'rep' } } } },
    { key: 'vacant', name: t('vacant'), view: { filter: { ...here.filter, vacant: { eq: 'true' } } } },
    { key: 'gone', name: t('gone'), view: { filter: { deactivatedOn: { empty: 'false' } } } },
  ]
  // who is here and who left is said by the tabs, not by a filter among the others
  const { deactivatedOn = here.filter.deactivatedOn, ...others } = view.filter ?? {}
  const narrow = (next: ListView) => ask({ ...next, filter: { ...next.filter, deactivatedOn } })
  const newPerson = may('member.create') && (
    <Button first icon="plus" onClick={() => add(true)}>
      {t('new')}
    </Button>
  )
  return (
    <SettingsPage title={t('title')} lead={t('lead')} actions={newPerson} filled>
      <ViewTabs label={t('views')} views={views} now={view} />
      <ListBar
        declaration={person}
        view={{ ...view, filter: others }}
        shown={view}
        onView={narrow}
        columns={chosenColumns(person, view, usual)}
      />
      <RecordTable
        source={{ ...source, declaration: person }}
        columns={chosenColumns(person, view, usual)}
        view={view}
        onView={ask}
        onOpen={({ id }) => void navigate({ to: '/settings/people/$memberId', params: { memberId: id } })}
        cells={{ userId: (one) => <SeatState of={one} /> }}
        bulk={
          may('member.update')
            ? (records, clear) => (
                <BulkActions
                  source={changeableMember}
                  records={records}
                  fields={['role', 'timeZone', 'locale']}
                  mayUpdate
                  mayDelete={false}
                  onDone={clear}
                />
              )
            : undefined
        }
        empty={
          <EmptyState title={t('emptyTitle')} action={newPerson}>
            {t('empty')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>{adding && <NewPersonPanel onClose={() => add(false)} />}</Suspense>
    </SettingsPage>
  )
}
