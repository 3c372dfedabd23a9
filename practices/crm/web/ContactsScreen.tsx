import { lazy } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import { useListView } from '#web/parts/listView.ts'
import type { ContactWire } from '../records/contact.ts'
import { groupings } from '../rules/groupings.ts'
import { CustomerSwitch } from './CustomerSwitch.tsx'
import { ListScreen } from './ListScreen.tsx'
import type { Listing } from './listing.ts'
import { contactSource } from './sources.ts'

const contacts: Listing<ContactWire> = {
  source: contactSource,
  text: 'contactsScreen',
  imports: 'contacts',
  NewPanel: lazy(() => import('./NewContactPanel.tsx')),
  usual: () => ['name', 'accountId', 'title', 'phone', 'email', 'ownerId'],
  groups: client.crm.contacts.groups,
  groupings: groupings.contact.filter((one) => one !== 'none'),
  inBulk: ['ownerId', 'accountId'],
}

/** The people at the customers. */
export function ContactsScreen() {
  const t = useTranslations('crm.contactsScreen')
  const { member } = useMe()
  const [view, onView] = useListView()
  return (
    <ListScreen
      listing={contacts}
      views={[
        { key: 'all', name: t('all'), view: {} },
        { key: 'mine', name: t('mine'), view: { filter: { ownerId: { eq: member.id } } } },
      ]}
      view={view}
      onView={onView}
      beside={<CustomerSwitch now="contacts" />}
    />
  )
}
