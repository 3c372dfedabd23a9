import { lazy } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import { useListView } from '#web/parts/listView.ts'
import type { AccountWire } from '../records/account.ts'
import { groupings } from '../rules/groupings.ts'
import { CustomerSwitch } from './CustomerSwitch.tsx'
import { ListScreen } from './ListScreen.tsx'
import type { Listing } from './listing.ts'
import { accountSource } from './sources.ts'

const accounts: Listing<AccountWire> = {
  source: accountSource,
  text: 'accountsScreen',
  imports: 'accounts',
  NewPanel: lazy(() => import('./NewAccountPanel.tsx')),
  usual: () => ['name', 'industry', 'segment', 'location', 'ownerId', 'phone'],
  groups: client.crm.accounts.groups,
  groupings: groupings.account.filter((one) => one !== 'none'),
  inBulk: ['ownerId', 'segment', 'industry'],
}

export function AccountsScreen() {
  const t = useTranslations('crm.accountsScreen')
  const { member } = useMe()
  const [view, onView] = useListView()
  return (
    <ListScreen
      listing={accounts}
      views={[
        { key: 'all', name: t('all'), view: {} },
        { key: 'mine', name: t('mine'), view: { filter: { ownerId: { eq: member.id } } } },
        { key: 'nobodys', name: t('nobodys'), view: { filter: { ownerId: { empty: 'true' } } } },
      ]}
      view={view}
      onView={onView}
      beside={<CustomerSwitch now="accounts" />}
    />
  )
}
