import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { FilesSection } from '#platform/files/web/FilesSection.tsx'
import { useMay } from '#web/api/session.ts'
import { useRecord } from '#web/api/useRecord.ts'
import { PersonName } from '#web/parts/PersonName.tsx'
import { FieldList } from '#web/parts/record/FieldList.tsx'
import { History } from '#web/parts/record/History.tsx'
import { Deleted, RecordPage, Section } from '#web/parts/record/RecordPage.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import { ActivityLog } from './ActivityLog.tsx'
import { ContactList } from './ContactList.tsx'
import { ContactTimeline } from './ContactTimeline.tsx'
import { CustomerActions } from './CustomerActions.tsx'
import { LastContact } from './LastContact.tsx'
import { MergedInto } from './MergedInto.tsx'
import { RelatedDeals } from './RelatedDeals.tsx'
import { accountSource } from './sources.ts'

const MergeDialog = lazy(() => import('./MergeDialog.tsx'))

export function AccountScreen() {
  const t = useTranslations('crm.accountScreen')
  const may = useMay()
  const { accountId } = useParams({ from: '/shell/customers/$accountId' })
  const found = useRecord(accountSource, accountId)
  const { record: account, names } = found
  const [merging, merge] = useState(false)
  const more = may('account.merge') ? [{ key: 'merge', text: t('merge'), onSelect: () => merge(true) }] : []
  return (
    <RecordPage
      title={account.name}
      lead={account.ownerId === null ? t('nobodys') : <PersonName name={names[account.ownerId] ?? null} />}
      back={{ to: '/customers', text: t('back') }}
      of={{ source: accountSource, id: account.id }}
      actions={<CustomerActions source={accountSource} record={account} list="/customers" more={more} />}
      side={
        <>
          <Section title={t('details')}>
            <FieldList
              source={accountSource}
              found={found}
              editable={may('account.update') && account.deletedAt === null}
              fields={[
                'name',
                'ownerId',
                'industry',
                'segment',
                'phone',
                'domain',
                'location',
                'employees',
                'annualRevenue',
                'parentId',
                'note',
              ]}
            />
          </Section>
          {may('contact.read') && <ContactList accountId={account.id} closed={account.deletedAt !== null} />}
          <History declaration={accountSource.declaration} record={account} names={names} />
        </>
      }
    >
      {account.mergedInto !== null && <MergedInto id={account.mergedInto} name={names[account.mergedInto]} />}
      {account.deletedAt !== null && account.mergedInto === null && <Deleted />}
      {merging && (
        <Suspense fallback={null}>
          <MergeDialog found={found} onClose={() => merge(false)} />
        </Suspense>
      )}
      {may('deal.read') && (
        <RelatedDeals of="accountId" id={account.id} accountId={account.id} closed={account.deletedAt !== null} />
      )}
      {may('activity.create') && account.deletedAt === null && (
        <Section
          title={t('log')}
          note={may('activity.read') ? <LastContact of="accountId" id={account.id} /> : undefined}
        >
          <ActivityLog about={{ accountId: account.id }} />
        </Section>
      )}
      <FilesSection
        recordType="account"
        recordId={account.id}
        editable={may('account.update') && account.deletedAt === null}
      />
      {may('activity.read') && (
        <Section title={t('timeline')}>
          <Suspense fallback={<Waiting lines={5} />}>
            <ContactTimeline of="accountId" id={account.id} />
          </Suspense>
        </Section>
      )}
    </RecordPage>
  )
}
