import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMay } from '#web/api/session.ts'
import { recordQuery } from '#web/api/useRecord.ts'
import { Money } from '#web/parts/Money.tsx'
import { PersonName } from '#web/parts/PersonName.tsx'
import { Section } from '#web/parts/record/RecordPage.tsx'
import style from './deal.module.css'
import { dealGroups } from './dealGroups.ts'
import { accountSource } from './sources.ts'

/** The customer at the side of a deal or a contact: who they are, whose they are, and what is open with them. */
export function CompanyCard({ accountId }: { readonly accountId: string }) {
  const t = useTranslations('crm.companyCard')
  const may = useMay()
  const { data } = useQuery({ ...recordQuery(accountSource, accountId), enabled: may('account.read') })
  const filter = { accountId: { eq: accountId }, status: { eq: 'open' } }
  const { data: open } = useQuery({ ...dealGroups({ by: 'none', filter }), enabled: may('deal.read') })
  if (!data) return null
  const { record: account, names } = data
  const facts = [account.industry, account.segment, account.location].filter((one) => one !== null)
  return (
    <Section title={t('title')}>
      <div className={style.related}>
        <div>
          <Link to="/customers/$accountId" params={{ accountId }} className={`${style.name} cut`}>
            {account.name}
          </Link>
          {facts.length > 0 && <div className="dim small cut">{facts.join(' · ')}</div>}
        </div>
        {account.phone !== null && (
          <a className="link num small" href={`tel:${account.phone.replaceAll(/[^+\d]/g, '')}`}>
            {account.phone}
          </a>
        )}
      </div>
      {account.ownerId !== null && (
        <div className={style.related}>
          <div className="dim small">{t('owner')}</div>
          <PersonName name={names[account.ownerId] ?? null} />
        </div>
      )}
      {open && open.total.count > 0 && (
        <div className={style.related}>
          <Link to="/deals" search={{ filter }} className="link small">
            {t('open', { count: open.total.count })}
          </Link>
          <Money of={open.total.sum} short />
        </div>
      )}
    </Section>
  )
}
