import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Values } from '#web/api/records.ts'
import { useMe } from '#web/api/session.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { notify } from '#web/parts/notices.ts'
import { RecordForm } from '#web/parts/RecordForm.tsx'
import { SidePanel } from '#web/parts/SidePanel.tsx'
import { dealSource } from './sources.ts'
import { useStages } from './useStages.ts'

interface Props {
  readonly accountId?: string
  readonly contactId?: string
  readonly onClose: () => void
}

/** A new deal: a name is enough; stage and owner are filled in. */
export default function NewDealPanel({ accountId, contactId, onClose }: Props) {
  const t = useTranslations('crm.newDeal')
  const { member } = useMe()
  const [first] = useStages()
  const settle = useSettle(dealSource)
  const navigate = useNavigate()
  const create = async (values: Values) => {
    const made = await dealSource.routes.create(values)
    onClose()
    await settle(made)
    notify(t('done', { name: made.name }))
    await navigate({ to: '/deals/$dealId', params: { dealId: made.id } })
  }
  return (
    <SidePanel title={t('title')} onClose={onClose}>
      <RecordForm
        source={dealSource}
        fields={['name', 'accountId', 'contactId', 'productId', 'amount', 'closesOn', 'stageId', 'ownerId', 'source']}
        values={{
          stageId: first?.id ?? null,
          ownerId: member.id,
          ...(accountId === undefined ? {} : { accountId }),
          ...(contactId === undefined ? {} : { contactId }),
        }}
        names={{ [member.id]: member.name, ...(first ? { [first.id]: first.name } : {}) }}
        submit={t('create')}
        onSubmit={create}
        onCancel={onClose}
      />
    </SidePanel>
  )
}
