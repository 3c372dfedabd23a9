import { useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { FilesSection } from '#platform/files/web/FilesSection.tsx'
import { useMay } from '#web/api/session.ts'
import { type Found, useRecord } from '#web/api/useRecord.ts'
import { Day } from '#web/parts/Day.tsx'
import { Money } from '#web/parts/Money.tsx'
import { PersonName } from '#web/parts/PersonName.tsx'
import { FieldList } from '#web/parts/record/FieldList.tsx'
import { History } from '#web/parts/record/History.tsx'
import { Deleted, RecordPage, Section } from '#web/parts/record/RecordPage.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import type { DealWire } from '../records/deal.ts'
import { ActivityLog } from './ActivityLog.tsx'
import { CloseDay, endOf } from './CloseDay.tsx'
import { CompanyCard } from './CompanyCard.tsx'
import { ContactList } from './ContactList.tsx'
import { CreditList } from './CreditList.tsx'
import { DealActions } from './DealActions.tsx'
import { DealStatus } from './DealStatus.tsx'
import { DealTimeline } from './DealTimeline.tsx'
import style from './deal.module.css'
import { LastContact } from './LastContact.tsx'
import { NextStep } from './NextStep.tsx'
import { StagePath } from './StagePath.tsx'
import { dealSource } from './sources.ts'

export function DealScreen() {
  const t = useTranslations('crm.dealScreen')
  const may = useMay()
  const { dealId } = useParams({ from: '/shell/deals/$dealId' })
  const found = useRecord(dealSource, dealId)
  const { record: deal } = found
  const open = deal.status === 'open'
  const editable = may('deal.update') && deal.deletedAt === null
  return (
    <RecordPage
      title={deal.name}
      lead={<Lead found={found} />}
      back={{ to: '/deals', text: t('back') }}
      of={{ source: dealSource, id: deal.id }}
      actions={<DealActions deal={deal} />}
      path={<StagePath deal={deal} editable={may('deal.advance') && deal.deletedAt === null} />}
      side={
        <>
          <Section title={t('details')}>
            <FieldList
              source={dealSource}
              found={found}
              editable={editable}
              fields={[
                'name',
                'accountId',
                'contactId',
                'amount',
                'createdOn',
                'closesOn',
                'ownerId',
                'productId',
                'probability',
                'nextStep',
                'nextStepOn',
                'source',
                'competitor',
                'externalId',
              ]}
              fixed={open ? [] : ['amount']}
            />
          </Section>
          {!open && (
            <Section title={t('closing')}>
              <FieldList
                source={dealSource}
                found={found}
                editable={false}
                fields={
                  deal.status === 'lost'
                    ? ['closedOn', 'lossReasonId']
                    : deal.status === 'cancelled'
                      ? ['closedOn', 'cancelledOn']
                      : ['closedOn']
                }
              />
              {deal.credits && <CreditList credits={deal.credits} names={found.names} />}
            </Section>
          )}
          {deal.accountId !== null && <CompanyCard accountId={deal.accountId} />}
          {deal.accountId !== null && may('contact.read') && <ContactList accountId={deal.accountId} />}
          <History declaration={dealSource.declaration} record={deal} names={found.names} />
        </>
      }
    >
      {deal.deletedAt !== null && <Deleted />}
      {open && deal.deletedAt === null && <NextStep found={found} editable={editable} />}
      {may('activity.create') && deal.deletedAt === null && (
        <Section title={t('log')} note={may('activity.read') ? <LastContact of="dealId" id={deal.id} /> : undefined}>
          <ActivityLog about={{ dealId: deal.id, accountId: deal.accountId }} />
        </Section>
      )}
      <FilesSection recordType="deal" recordId={deal.id} editable={editable} />
      <Section title={t('timeline')}>
        <Suspense fallback={<Waiting lines={6} />}>
          <DealTimeline deal={deal} names={found.names} />
        </Suspense>
      </Section>
    </RecordPage>
  )
}

function Lead({
  found: { record: deal, names },
}: {
  readonly found: Found<DealWire & { readonly [field: string]: unknown }>
}) {
  const end = endOf(deal)
  return (
    <span className={style.facts}>
      <span className={style.amount}>
        <Money of={deal.amount} trim />
      </span>
      <DealStatus of={deal.status} />
      {end !== null && <Day of={end} />}
      {deal.status === 'open' && deal.closesOn !== null && <CloseDay of={deal} />}
      {deal.ownerId !== null && <PersonName name={names[deal.ownerId] ?? null} />}
    </span>
  )
}
