import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMay } from '#web/api/session.ts'
import { useRecordList } from '#web/api/useRecordList.ts'
import { Button } from '#web/parts/Button.tsx'
import { Day } from '#web/parts/Day.tsx'
import { Money } from '#web/parts/Money.tsx'
import { Section } from '#web/parts/record/RecordPage.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import { CloseDay, endOf } from './CloseDay.tsx'
import { DealStatus } from './DealStatus.tsx'
import style from './deal.module.css'
import { dealSource } from './sources.ts'

const NewDealPanel = lazy(() => import('./NewDealPanel.tsx'))

const shownMax = 8

interface Props {
  readonly of: 'accountId' | 'contactId'
  readonly id: string
  /** The customer of a new one. */
  readonly accountId: string | null
  /** The customer or person was deleted or merged: no new one begins there. */
  readonly closed: boolean
}

/** The deals with a customer, or about one person there, the newest first. */
export function RelatedDeals({ of, id, accountId, closed }: Props) {
  const t = useTranslations('crm.accountDeals')
  const field = useTranslations('crm.deal')
  const may = useMay()
  const [adding, add] = useState(false)
  const { records, names, count, state } = useRecordList(dealSource, {
    filter: { [of]: { eq: id } },
    sort: '-createdOn',
  })
  const action = !closed && may('deal.create') && (
    <Button plain icon="plus" onClick={() => add(true)}>
      {t('new')}
    </Button>
  )
  return (
    <Section title={t('title')} note={count === null || count === 0 ? undefined : count} action={action}>
      {state === 'loading' && <Waiting />}
      {state === 'shown' && records.length === 0 && <p className="dim">{t('empty')}</p>}
      {records.slice(0, shownMax).map((deal) => (
        <div key={deal.id} className={style.related}>
          <div>
            <Link to="/deals/$dealId" params={{ dealId: deal.id }} className={`${style.name} cut`}>
              {deal.name}
            </Link>
            <div className="dim small">
              {deal.status === 'open' ? (
                <>
                  {names[deal.stageId]} · <CloseDay of={deal} />
                </>
              ) : (
                <>
                  {field(deal.status === 'cancelled' ? 'cancelledOn' : 'closedOn')} <Day of={endOf(deal)} />
                </>
              )}
            </div>
          </div>
          <DealStatus of={deal.status} />
          <Money of={deal.amount} />
        </div>
      ))}
      {records.length > shownMax && (
        <div className={style.related}>
          <Link to="/deals" search={{ filter: { [of]: { eq: id } } }} className="link">
            {t('allOfThem', { count: count ?? records.length })}
          </Link>
        </div>
      )}
      {adding && (
        <Suspense fallback={null}>
          <NewDealPanel
            {...(accountId === null ? {} : { accountId })}
            {...(of === 'contactId' ? { contactId: id } : {})}
            onClose={() => add(false)}
          />
        </Suspense>
      )}
    </Section>
  )
}
