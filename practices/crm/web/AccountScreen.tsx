import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#web/api/client.ts'
import { useMay } from '#web/api/session.ts'
import { useRecord } from '#web/api/useRecord.ts'
import { PersonName } from '#web/parts/PersonName.tsx'
import { FieldList } from '#web/parts/record/FieldList.tsx'
import { History } from '#web/parts/record/History.tsx'
import { Deleted, RecordPage, Section } from '#web/parts/record/RecordPage.tsx'
import { Timeline } from '#web/parts/record/Timeline.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import { AccountDeals } from './AccountDeals.tsx'
import { ActivityLog } from './ActivityLog.tsx'
import { ContactList } from './ContactList.tsx'
import { accountSource } from './sources.ts'
import { useActivityMoment } from './useActivityMoment.tsx'

export function AccountScreen() {
  const t = useTranslations('crm.accountScreen')
  const may = useMay()
  const { accountId } = useParams({ from: '/shell/customers/$accountId' })
  const found = useRecord(accountSource, accountId)
  const { record: account, names } = found
  return (
    <RecordPage
      title={account.name}
      lead={account.ownerId === null ? t('nobodys') : <PersonName name={names[account.ownerId] ?? null} />}
      back={{ to: '/customers', text: t('back') }}
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
          {may('contact.read') && <ContactList accountId={account.id} />}
          <History declaration={accountSource.declaration} record={account} names={names} />
        </>
      }
    >
      {account.deletedAt !== null && <Deleted />}
      <AccountDeals accountId={account.id} />
      {may('activity.create') && account.deletedAt === null && (
        <Section title={t('log')}>
          <ActivityLog about={{ accountId: account.id }} />
        </Section>
      )}
      {may('activity.read') && (
        <Section title={t('timeline')}>
          <Suspense fallback={<Waiting lines={5} />}>
            <AccountTimeline accountId={account.id} />
          </Suspense>
        </Section>
      )}
    </RecordPage>
  )
}

const activitiesQuery = (accountId: string) =>
  queryOptions(
    api.crm.activities.list.queryOptions({
      input: { filter: { accountId: { eq: accountId } }, include: 'names', limit: 200 },
    }),
  )

function AccountTimeline({ accountId }: { readonly accountId: string }) {
  const t = useTranslations('crm.timeline')
  const { data } = useSuspenseQuery(activitiesQuery(accountId))
  const moment = useActivityMoment(data.names ?? {})
  if (data.items.length === 0) return <p className="dim">{t('noContacts')}</p>
  return <Timeline label={t('label')} moments={data.items.map(moment).toSorted((a, b) => (a.at < b.at ? 1 : -1))} />
}
