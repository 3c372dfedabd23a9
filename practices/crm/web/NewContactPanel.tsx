import { useTranslations } from 'use-intl'
import type { Values } from '#web/api/records.ts'
import { useMe } from '#web/api/session.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { notify } from '#web/parts/notices.ts'
import { RecordForm } from '#web/parts/RecordForm.tsx'
import { SidePanel } from '#web/parts/SidePanel.tsx'
import { Alikes } from './Alikes.tsx'
import { contactSource } from './sources.ts'
import { useAlikes } from './useAlikes.ts'

interface Props {
  readonly accountId?: string
  readonly onClose: () => void
}

export default function NewContactPanel({ accountId, onClose }: Props) {
  const t = useTranslations('crm.newContact')
  const { member } = useMe()
  const settle = useSettle(contactSource)
  const { alikes, onTyped } = useAlikes(contactSource)
  const alike = useTranslations('crm.alike')
  const create = async (values: Values) => {
    const made = await contactSource.routes.create(values)
    onClose()
    await settle(made)
    notify(t('done', { name: made.name }))
  }
  return (
    <SidePanel title={t('title')} onClose={onClose}>
      <RecordForm
        source={contactSource}
        fields={['name', 'accountId', 'title', 'phone', 'email']}
        values={{ ownerId: member.id, ...(accountId === undefined ? {} : { accountId }) }}
        submit={alikes.length > 0 ? alike('anyway') : t('create')}
        onSubmit={create}
        onCancel={onClose}
        onTyped={onTyped}
      >
        <Alikes source={contactSource} of={alikes} onOpen={onClose} />
      </RecordForm>
    </SidePanel>
  )
}
