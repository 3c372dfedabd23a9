import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMay } from '#web/api/session.ts'
import { useRecordList } from '#web/api/useRecordList.ts'
import { Button } from '#web/parts/Button.tsx'
import { Section } from '#web/parts/record/RecordPage.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import style from './deal.module.css'
import { contactSource } from './sources.ts'

const NewContactPanel = lazy(() => import('./NewContactPanel.tsx'))

interface Props {
  readonly accountId: string
  /** The customer was deleted or merged: nobody new is put there. */
  readonly closed?: boolean
}

/** The people at a customer, with how to reach them. */
export function ContactList({ accountId, closed = false }: Props) {
  const t = useTranslations('crm.contactList')
  const may = useMay()
  const [adding, add] = useState(false)
  const { records, state } = useRecordList(contactSource, { filter: { accountId: { eq: accountId } }, sort: 'name' })
  const action = !closed && may('contact.create') && (
    <Button plain icon="plus" onClick={() => add(true)}>
      {t('add')}
    </Button>
  )
  return (
    <Section title={t('title')} action={action}>
      {state === 'loading' && <Waiting />}
      {state === 'shown' && records.length === 0 && <p className="dim">{t('empty')}</p>}
      {records.map(({ id, name, title, email, phone }) => (
        <div key={id} className={style.related}>
          <div>
            <Link to="/customers/people/$contactId" params={{ contactId: id }} className={`${style.name} cut`}>
              {name}
            </Link>
            {title !== null && <div className="dim small cut">{title}</div>}
          </div>
          <span className="small" style={{ display: 'grid', justifyItems: 'end', minWidth: 0 }}>
            {phone !== null && (
              <a className="link num" href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
                {phone}
              </a>
            )}
            {email !== null && (
              <a className="link cut" style={{ maxWidth: '100%' }} href={`mailto:${email}`}>
                {email}
              </a>
            )}
          </span>
        </div>
      ))}
      {adding && (
        <Suspense fallback={null}>
          <NewContactPanel accountId={accountId} onClose={() => add(false)} />
        </Suspense>
      )}
    </Section>
  )
}
