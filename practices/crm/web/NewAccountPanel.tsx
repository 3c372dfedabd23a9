import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Values } from '#web/api/records.ts'
import { useMe } from '#web/api/session.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { notify } from '#web/parts/notices.ts'
import { RecordForm } from '#web/parts/RecordForm.tsx'
import { SidePanel } from '#web/parts/SidePanel.tsx'
import { Alikes } from './Alikes.tsx'
import { accountSource } from './sources.ts'
import { useAlikes } from './useAlikes.ts'

export default function NewAccountPanel({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('crm.newAccount')
  const { member } = useMe()
  const settle = useSettle(accountSource)
  const navigate = useNavigate()
  const { alikes, onTyped } = useAlikes(accountSource)
  const alike = useTranslations('crm.alike')
  const create = async (values: Values) => {
    const made = await accountSource.routes.create(values)
    onClose()
    await settle(made)
    notify(t('done', { name: made.name }))
    await navigate({ to: '/customers/$accountId', params: { accountId: made.id } })
  }
  return (
    <SidePanel title={t('title')} onClose={onClose}>
      <RecordForm
        source={accountSource}
        fields={['name', 'ownerId', 'industry', 'segment', 'phone', 'domain', 'location']}
        values={{ ownerId: member.id }}
        names={{ [member.id]: member.name }}
        submit={alikes.length > 0 ? alike('anyway') : t('create')}
        onSubmit={create}
        onCancel={onClose}
        onTyped={onTyped}
      >
        <Alikes source={accountSource} of={alikes} onOpen={onClose} />
      </RecordForm>
    </SidePanel>
  )
}
