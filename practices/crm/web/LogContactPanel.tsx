import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { fieldValue } from '#web/api/records.ts'
import { recordQuery } from '#web/api/useRecord.ts'
import { RelationPicker } from '#web/parts/field/RelationPicker.tsx'
import { SidePanel } from '#web/parts/SidePanel.tsx'
import { ActivityLog } from './ActivityLog.tsx'
import style from './deal.module.css'
import { dealSource } from './sources.ts'

/** Logs a contact from anywhere: with whom, and one line. */
export default function LogContactPanel({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('crm.log')
  const [dealId, setDeal] = useState<string | null>(null)
  const [accountId, setAccount] = useState<string | null>(null)
  const { data } = useQuery({ ...recordQuery(dealSource, dealId ?? ''), enabled: dealId !== null })
  const ofDeal = data && dealId !== null ? fieldValue(data.record, 'accountId') : null
  const about = { dealId, accountId: accountId ?? (typeof ofDeal === 'string' ? ofDeal : null) }
  return (
    <SidePanel title={t('title')} onClose={onClose}>
      <div className={style.dialog}>
        <RelationPicker
          of="account"
          name="accountId"
          label={t('account')}
          autoFocus
          value={about.accountId}
          names={{}}
          onChange={setAccount}
        />
        <RelationPicker of="deal" name="dealId" label={t('deal')} value={dealId} names={{}} onChange={setDeal} />
        <ActivityLog about={about} onDone={onClose} />
      </div>
    </SidePanel>
  )
}
