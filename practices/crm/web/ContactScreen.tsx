import { useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { FilesSection } from '#platform/files/web/FilesSection.tsx'
import { useMay } from '#web/api/session.ts'
import { useRecord } from '#web/api/useRecord.ts'
import { FieldList } from '#web/parts/record/FieldList.tsx'
import { History } from '#web/parts/record/History.tsx'
import { Deleted, RecordPage, Section } from '#web/parts/record/RecordPage.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import { ActivityLog } from './ActivityLog.tsx'
import { CompanyCard } from './CompanyCard.tsx'
import { ContactTimeline } from './ContactTimeline.tsx'
import { CustomerActions } from './CustomerActions.tsx'
import { LastContact } from './LastContact.tsx'
import { RelatedDeals } from './RelatedDeals.tsx'
import { contactSource } from './sources.ts'

/** One person at a customer. */
export function ContactScreen() {
  const t = useTranslations('crm.contactScreen')
  const may = useMay()
  const { contactId } = useParams({ from: '/shell/customers/people/$contactId' })
  const found = useRecord(contactSource, contactId)
  const { record: contact, names } = found
  const isThere = contact.deletedAt === null
  return (
    <RecordPage
      title={contact.name}
      lead={[contact.title, contact.accountId && names[contact.accountId]].filter(Boolean).join(' · ')}
      back={{ to: '/customers/people', text: t('back') }}
      of={{ source: contactSource, id: contact.id }}
      actions={<CustomerActions source={contactSource} record={contact} list="/customers/people" />}
      side={
        <>
          <Section title={t('details')}>
            <FieldList
              source={contactSource}
              found={found}
              editable={may('contact.update') && isThere}
              fields={['name', 'accountId', 'title', 'phone', 'email', 'ownerId']}
            />
          </Section>
          {contact.accountId !== null && <CompanyCard accountId={contact.accountId} />}
          <History declaration={contactSource.declaration} record={contact} names={names} />
        </>
      }
    >
      {!isThere && <Deleted />}
      {may('deal.read') && (
        <RelatedDeals of="contactId" id={contact.id} accountId={contact.accountId} closed={!isThere} />
      )}
      {may('activity.create') && isThere && (
        <Section
          title={t('log')}
          note={may('activity.read') ? <LastContact of="contactId" id={contact.id} /> : undefined}
        >
          <ActivityLog about={{ contactId: contact.id, accountId: contact.accountId }} />
        </Section>
      )}
      <FilesSection
        recordType="contact"
        recordId={contact.id}
        editable={may('contact.update') && contact.deletedAt === null}
      />
      {may('activity.read') && (
        <Section title={t('timeline')}>
          <Suspense fallback={<Waiting lines={5} />}>
            <ContactTimeline of="contactId" id={contact.id} />
          </Suspense>
        </Section>
      )}
    </RecordPage>
  )
}
